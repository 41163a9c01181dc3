import { ApiProblem, answered } from '../api.ts';
import { bearer } from '../key.ts';

/** Sends a form with the key and tells, 0 to 1, how much of it has gone: fetch cannot say. The JSON of the answer. @throws ApiProblem */
export async function upload(path: string, form: FormData, told: (share: number) => void): Promise<unknown> {
  const reply = await sent(path, form, told);
  return (await answered(Promise.resolve(reply))).json();
}

function sent(path: string, form: FormData, told: (share: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(bearer())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => told(total ? loaded / total : 0);
    request.upload.onload = () => told(1);
    request.onerror = () =>
      reject(new ApiProblem(0, 'The files could not be sent. If one of them was moved or changed since you chose it, choose them again.'));
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
    request.send(form);
  });
}
