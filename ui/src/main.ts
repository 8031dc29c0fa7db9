import { mount } from 'svelte'
import App from './App.svelte'
import { connect } from './ipc'
import './shared/fonts.css'
import './shared/tokens.css'
import './shared/base.css'
import './shared/shapes.css'
import './shared/remarks.css'

const target = document.getElementById('app')
if (target) mount(App, { target, props: { desk: await connect() } })
