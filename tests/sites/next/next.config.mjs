/** @type {import('next').NextConfig} */
const nextConfig = { pageExtensions: ['ts', 'tsx', 'js', 'jsx', 'md', 'mdx'], trailingSlash: false };
export default nextConfig;
