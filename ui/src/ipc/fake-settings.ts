// What the fake desk knows of its site's settings.
import type {
  FieldForm,
  PublishPlan,
  SettingsCheck,
  SettingsExample,
  SettingsForm,
  SiteSettings,
  ToldBy,
  Writer,
} from './desk'
import { fakeToldBy } from './fake-posts'

const OWN = '.byline.toml'

const field = (name: string, label: string, type: string, more: Partial<FieldForm> = {}): FieldForm => ({
  name,
  label,
  type,
  required: false,
  default: '',
  choices: [],
  multiple: false,
  hint: '',
  hidden: false,
  told_by: null,
  ...more,
})

/** As the fake site is understood without anybody's saying. */
export function understoodSettings(): SettingsForm {
  return {
    name: 'fourTheorem blog',
    address: 'https://fourtheorem.example',
    folders: ['posts'],
    drafts: 'drafts',
    file_name: '{year}-{month}-{day}-{slug}',
    extension: 'md',
    draft_flag: { name: 'published', value: false },
    future: false,
    beside: null,
    pictures_folder: 'images',
    pictures_url: '/images',
    front_matter: 'yaml',
    fields: [
      field('title', 'Title', 'text', { required: true }),
      field('date', 'Date', 'date'),
      field('author', 'Author', 'text'),
      field('tags', 'Tags', 'tags'),
      field('teaser', 'Teaser', 'multiline', { hint: 'Two sentences for the front page' }),
      field('layout', 'Layout', 'text', { hidden: true, default: 'post', told_by: '_config.yml' }),
    ],
  }
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The settings of a form, and who told each line of it. */
export function settingsOf(form: SettingsForm, shared: SettingsForm): SiteSettings {
  const understood = understoodSettings()
  const by: ToldBy = fakeToldBy()
  const told = (key: keyof ToldBy, mine: unknown, theirs: unknown): string => (same(mine, theirs) ? by[key] : OWN)
  return {
    form,
    understood,
    understood_by: by,
    told_by: {
      name: told('name', form.name, understood.name),
      address: told('address', form.address, understood.address),
      posts: told('posts', form.folders, understood.folders),
      drafts: told('drafts', form.drafts, understood.drafts),
      file_name: told('file_name', form.file_name, understood.file_name),
      draft_flag: told('draft_flag', form.draft_flag, understood.draft_flag),
      future: told('future', form.future, understood.future),
      pictures: told(
        'pictures',
        [form.beside, form.pictures_folder, form.pictures_url],
        [understood.beside, understood.pictures_folder, understood.pictures_url],
      ),
      front_matter: told('front_matter', form.front_matter, understood.front_matter),
      fields: told('fields', form.fields, understood.fields),
    },
    example: exampleOf(form),
    notes: [],
    set_aside: [],
    sharing: same(form, shared) ? 'same' : 'differs',
  }
}

/** What the fake desk says of a form. */
export function checkOf(form: SettingsForm): SettingsCheck {
  const troubles = []
  if (form.folders.length === 0) troubles.push({ line: 'folders', message: 'Posts need at least one folder.' })
  if (form.folders.some((folder) => folder.includes('..')))
    troubles.push({ line: 'folders', message: 'This has to be a folder inside the website, such as content/posts.' })
  if (!form.file_name.includes('{slug}'))
    troubles.push({ line: 'file_name', message: 'A name needs {slug} in it, which becomes the title.' })
  form.fields.forEach((each, place) => {
    if (!/^[\p{L}\d_.-]+$/u.test(each.name))
      troubles.push({ line: `fields.${place}`, message: 'The name in the file has letters, digits, - and _ only.' })
  })
  return { troubles, example: troubles.length === 0 ? exampleOf(form) : null }
}

function exampleOf(form: SettingsForm): SettingsExample {
  const name = form.file_name
    .replace('{year}', '2026')
    .replace('{month}', '11')
    .replace('{day}', '23')
    .replace('{slug}', 'hello')
  const [folder = 'posts'] = form.folders
  const beside = form.beside === null ? null : form.beside === '.' ? folder : `${folder}/${form.beside}`
  return {
    post: `${folder}/${name}.${form.extension}`,
    picture: `${beside ?? form.pictures_folder}/picture.jpg`,
    link: form.beside === null ? `${form.pictures_url}/picture.jpg` : 'picture.jpg',
  }
}

/** What would go out when the settings are shared. */
export function settingsPlan(writer: Writer | null): PublishPlan {
  return {
    title: 'Website settings',
    files: [{ path: OWN, change: 'changed', bytes: 212 }],
    summary: "The file with this website's settings. Nothing else on the site changes.",
    changes: [],
    findings: [],
    writer,
    to: 'github.com',
    cannot: null,
    wants_approval: false,
  }
}
