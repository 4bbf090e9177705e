/** What a browser has after it opened a one-time link: the server's origin and the session's cookie. */
export async function signIn(link: string): Promise<{ origin: string; cookie: string }> {
  const response = await fetch(link, { redirect: 'manual' });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (response.status !== 303 || cookie === undefined) throw new Error(`the link gave ${response.status}`);
  return { origin: new URL(link).origin, cookie };
}
