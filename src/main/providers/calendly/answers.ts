type Answers = readonly { readonly question?: string | null | undefined; readonly answer?: string | null | undefined }[]

/** Questions that were left open are not listed. */
export function readAnswers(answers: Answers): { question: string; answer: string }[] {
  return answers.flatMap(({ question, answer }) => (question && answer ? [{ question, answer }] : []))
}
