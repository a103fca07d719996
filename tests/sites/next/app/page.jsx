export default function Page() {
  return <h1>Harbour Notes</h1>;
}
