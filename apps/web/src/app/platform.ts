/** Whether the keyboard is Apple's: there, ⌘ stands where others have Ctrl. */
export const onMac: boolean = /Mac|iPhone|iPad/.test(navigator.userAgent);
