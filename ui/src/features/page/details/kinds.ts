// Which field a kind of detail has. A new kind is its component and a line here.
import type { Component } from 'svelte'
import type { SiteField } from '../../../ipc'
import ChoiceField from './ChoiceField.svelte'
import ChoicesField from './ChoicesField.svelte'
import DateField from './DateField.svelte'
import type { FieldProps } from './field'
import ListField from './ListField.svelte'
import LongTextField from './LongTextField.svelte'
import NumberField from './NumberField.svelte'
import { isProse } from './prose'
import PictureField from './PictureField.svelte'
import RelationField from './RelationField.svelte'
import TextField from './TextField.svelte'
import YesNoField from './YesNoField.svelte'

const kinds: Record<string, Component<FieldProps>> = {
  text: TextField,
  multiline: LongTextField,
  number: NumberField,
  boolean: YesNoField,
  date: DateField,
  choice: ChoiceField,
  choices: ChoicesField,
  list: ListField,
  tags: ListField,
  image: PictureField,
  file: TextField,
  relation: RelationField,
}

/** The field for a detail. */
export function fieldFor(field: SiteField): Component<FieldProps> {
  const { type, choices, multiple } = field
  const several = multiple || type === 'list' || type === 'tags'
  if (type === 'relation') return RelationField
  if (choices.length > 0) return several ? ChoicesField : ChoiceField
  if (type === 'choice') return several ? ListField : TextField
  if (several && type !== 'image') return ListField
  return isProse(field) ? LongTextField : (kinds[type] ?? TextField)
}

/** Whether the label is the control's own, or that of a group of them. */
export function isGroup(field: SiteField): boolean {
  const component = fieldFor(field)
  return component === ChoicesField || component === PictureField
}
