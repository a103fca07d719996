import React from 'react';

export default function Meter({ label, value, children }) {
  return <div className="meter"><b>{label}</b> {value} {children}</div>;
}
