export default function ProjectManager(_: { onShow(id: string): void; onClose(): void }) {
  return null;
}
