/** OpenCC's characters of traditional and simplified Chinese: pairs that a space joins, with `|` between them. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}
