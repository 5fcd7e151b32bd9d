import type { ComponentType } from 'react';
import type { EditorId } from '#lib/core/fields.ts';
import { ActorEditor } from './actor-editor.tsx';
import { DateEditor } from './date-editor.tsx';
import type { EditorProps } from './editor-props.ts';
import { ImportanceEditor } from './importance-editor.tsx';
import { MethodEditor } from './method-editor.tsx';
import { ProjectEditor } from './project-editor.tsx';
import { SentimentEditor } from './sentiment-editor.tsx';
import { TagsEditor } from './tags-editor.tsx';
import { TextEditor } from './text-editor.tsx';
import { TypeEditor } from './type-editor.tsx';

/** The component that edits each kind of field. */
export const editors: { [Editor in EditorId]: ComponentType<EditorProps<Editor>> } = {
  type: TypeEditor,
  project: ProjectEditor,
  actor: ActorEditor,
  tags: TagsEditor,
  text: TextEditor,
  sentiment: SentimentEditor,
  importance: ImportanceEditor,
  method: MethodEditor,
  date: DateEditor,
};
