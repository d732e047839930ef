namespace AgentEscalation.Rust; internal static class Placeholder;
