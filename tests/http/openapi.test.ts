import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { ESSAY, testApp } from '../support/app.ts';

const describeApi = async () => (await testApp().app.request('/openapi.json')).json();

describe('the API’s description', () => {
  it('is valid OpenAPI 3.1', async () => {
    const document = await describeApi();
    expect(document.openapi).toBe('3.1.0');
    const { valid, errors } = await new Validator().validate(document);
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  it('has every route of the API, and no other', async () => {
    const { app } = testApp();
    const described = Object.entries((await describeApi()).paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    const served = app.routes
      .filter(({ method, path }) => method !== 'ALL' && (path.startsWith('/api/') || path.endsWith('z')))
      .map(({ method, path }) => `${method} ${path}`);
    expect(described.sort()).toEqual([...new Set(served)].sort());
    expect(described).toContain('DELETE /api/v1/submissions/:id');
  });

  it('says of an assessment what is really served', async () => {
    const document = await describeApi();
    const { properties, required } = document.components.schemas.Assessment;
    const { assessment } = await (await testApp().submit(ESSAY, {}, '?wait=10')).json();
    expect(Object.keys(assessment).sort()).toEqual(Object.keys(properties).sort());
    expect(required.sort()).toEqual(Object.keys(properties).sort());
  });

  it('refers only to what is in it', async () => {
    const text = JSON.stringify(await describeApi());
    const { components } = JSON.parse(text);
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '');
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(components.schemas).toHaveProperty(name);
  });
});

describe('the reference page', () => {
  it('and all that it loads is served from here', async () => {
    const { app } = testApp();
    const page = await (await app.request('/docs')).text();
    const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(loaded).toContain('/docs/swagger-ui-bundle.js');
    for (const address of loaded) {
      expect(address).toMatch(/^\//);
      expect((await app.request(address)).status).toBe(200);
    }
    expect(page).not.toMatch(/<script>|<style>/);
  });
});
