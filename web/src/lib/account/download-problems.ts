// Why a download has not begun, for the page that its link is on.
export const downloadProblems = {
  unavailable: 'Your data can’t be read just now. Please try again in a moment.',
  often: 'You have downloaded your data often. Please try again in an hour.',
} as const

export type DownloadProblem = keyof typeof downloadProblems

export function describeDownloadProblem(problem: string | null): string | undefined {
  return Object.entries(downloadProblems).find(([name]) => name === problem)?.[1]
}
