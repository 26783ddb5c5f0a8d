/** The same words in another language; where it has a singular, that too. */
export type InWords<Words> = { [Name in keyof Words]: Words[Name] extends string ? string : InWords<Words[Name]> } & {
  [Name in keyof Words as Name extends `${infer Base}_other` ? `${Base}_one` : never]?: string;
};
