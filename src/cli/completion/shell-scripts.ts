export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

/** What a shell has to read once: it asks the program itself what may come next, and completes files where nothing is said. */
export const SHELL_SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `_comptage() {
  local IFS=$'\\n'
  COMPREPLY=($(comptage complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _comptage comptage
`,
  zsh: `#compdef comptage
_comptage() {
  local -a found
  found=(\${(f)"$(comptage complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( $#found )); then compadd -a found; else _files; fi
}
(( $+functions[compdef] )) && compdef _comptage comptage
`,
  fish: `function __comptage_words
  comptage complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null
end
complete -c comptage -a '(__comptage_words)'
`,
}
