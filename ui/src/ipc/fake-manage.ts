// What the desk in memory does with posts besides writing them.
import { DeskProblem } from './desk'
import type { FakePost } from './fake-posts'
import { open } from './fake-shown'
import { FakeSignIn } from './fake-signin'

/** Copies, renames, takes back, deletes and puts back. */
export abstract class FakeManage extends FakeSignIn {
  deleted_: FakePost[] = []
  abstract posts_: FakePost[]
  abstract post(path: string): FakePost

  async duplicatePost(path: string) {
    await this.call('duplicatePost', path)
    const post = this.post(path)
    const copy: FakePost = { ...structuredClone(post), path: `posts/copy-${this.posts_.length}.md`, state: 'draft' }
    copy.details.title = `Copy of ${post.details.title}`
    this.posts_ = [copy, ...this.posts_]
    this.emit({ kind: 'posts-changed' })
    return open(copy)
  }
  async addressPlan(path: string, name: string) {
    await this.call('addressPlan', path, name)
    const own = nameOf(this.post(path).path)
    const wrong = /^[a-z0-9-]+$/.test(name) ? null : `“${name}” cannot be an address.`
    const address = (last: string) => `https://fourtheorem.example/blog/${last}/`
    return {
      name: own,
      address: address(own),
      new_address: address(name),
      new_path: path.replace(own, name),
      wrong,
      suggestion: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
      old_address: 'Readers who come by the old address are sent on to the new one.',
    }
  }
  async linkingPosts(path: string) {
    await this.call('linkingPosts', path)
    return this.posts_
      .filter((post) => post.path !== path)
      .slice(0, 2)
      .map((post) => ({ path: post.path, title: post.details.title, follows: true }))
  }
  async changeAddress(path: string, name: string) {
    const linking = await this.linkingPosts(path)
    await this.call('changeAddress', path, name)
    const post = this.post(path)
    post.path = path.replace(nameOf(path), name)
    if (post.state === 'published') post.state = 'changed'
    this.emit({ kind: 'post-moved', from: path, to: post.path })
    this.emit({ kind: 'posts-changed' })
    return { post: open(post), linking }
  }
  async deletePlan(path: string) {
    await this.call('deletePlan', path)
    const post = this.post(path)
    const linking = [{ path: 'posts/other.md', title: 'Another post', follows: true }]
    return {
      title: post.details.title,
      with_it: ['images/aws-summit.jpg'],
      on_website: post.state !== 'draft',
      linking,
    }
  }
  async deletePost(path: string, offWebsite: boolean) {
    await this.call('deletePost', path, offWebsite)
    const post = this.post(path)
    const id = this.deleted_.push(post)
    this.posts_ = this.posts_.filter((each) => each !== post)
    this.emit({ kind: 'posts-changed' })
    return { id, path, message: `“${post.details.title}” is in the bin of this computer.`, outcome: null }
  }
  async deletedPosts() {
    await this.call('deletedPosts')
    const line = (post: FakePost, at: number) => ({
      id: at + 1,
      path: post.path,
      title: post.details.title,
      date: '2026-11-23',
      standing: 'Not on the website.',
    })
    return this.deleted_.map(line).filter((post) => !this.posts_.some((each) => each.path === post.path))
  }
  async putBack(id: number) {
    await this.call('putBack', id)
    const post = this.deleted_[id - 1]
    if (!post) throw new DeskProblem({ code: 'no-post', message: 'This post is no longer there.', hint: null })
    this.posts_ = [post, ...this.posts_]
    this.emit({ kind: 'posts-changed' })
    return open(post)
  }
}

/** What names a post in its path. */
const nameOf = (path: string) => /([^/]+?)\.[a-z]+$/.exec(path)?.[1] ?? path
