/** The files that were dropped, those inside folders too, with the path inside the folder as their name. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return entries.length ? (await Promise.all(entries.map(filesIn))).flat() : [...transfer.files];
}

/** Where a file lies in the folder that was chosen, as far as the browser tells; its name alone otherwise. */
export const pathOf = (file: File): string => file.webkitRelativePath || file.name;

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    const path = entry.fullPath.replace(/^\//u, '');
    return [path.includes('/') ? new File([file], path, { type: file.type }) : file];
  }
  const inside = await everyEntry((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(inside.map(filesIn))).flat();
}

/** A folder is read in portions, until one is empty. */
async function everyEntry(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return all;
    all.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
