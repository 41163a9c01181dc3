import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classOf, type HandedIn } from '../../src/domain/assignment.ts';
import { heldAgainst } from '../../src/domain/seed.ts';

const essay = (identifier: string | null, minute: number): HandedIn => ({
  submissionId: `sub_${minute}`,
  identifier,
  name: null,
  createdAt: `2026-01-01T00:0${minute}:00.000Z`,
  state: 'waiting',
});
const member = (identifier: string) => ({ identifier, name: 'x', group: null });

describe('a class list against what was handed in', () => {
  it('puts every essay with one member or among the unknown, once', () => {
    const identifier = fc.constantFrom('1', '01', 'a', 'A ', 'b', null);
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom('1', '01', 'a', 'b')), fc.array(identifier, { maxLength: 9 }), (list, sent) => {
        const essays = sent.map(essay);
        const { members, unknown } = classOf(list.map(member), essays);
        const placed = [...members.flatMap((one) => one.essays), ...unknown].map(({ submissionId }) => submissionId);
        expect(placed.toSorted()).toEqual(essays.map(({ submissionId }) => submissionId).toSorted());
        for (const { status, essays: own } of members)
          expect(status).toBe(own.length === 0 ? 'missing' : own.length === 1 ? 'submitted' : 'twice');
      }),
    );
  });

  it('passes over case and spaces, never over a leading zero, and lists the newest first', () => {
    const { members, unknown } = classOf([member('1'), member('Ab')], [essay(' aB', 1), essay('01', 2), essay('ab', 3)]);
    expect(members.map(({ status }) => status)).toEqual(['missing', 'twice']);
    expect(members[1]?.essays.map(({ identifier }) => identifier)).toEqual(['ab', ' aB']);
    expect(unknown.map(({ identifier }) => identifier)).toEqual(['01']);
  });
});

describe('a marking held against a definitive mark', () => {
  it('has drifted when it is further off than the tolerance, in either direction', () => {
    const seed = { definitive: 15, tolerance: 2 };
    expect([12, 13, 17, 18].map((awarded) => heldAgainst(seed, awarded))).toEqual([
      { gap: -3, drifted: true },
      { gap: -2, drifted: false },
      { gap: 2, drifted: false },
      { gap: 3, drifted: true },
    ]);
  });
});
