export default function Callout({ title, children }) {
  return <aside><strong>{title}</strong>{children}</aside>;
}
