using System.Runtime.Versioning;

// Signals, modes and a shell: these tests speak to a Unix.
[assembly: SupportedOSPlatform("linux")]
[assembly: SupportedOSPlatform("macos")]
