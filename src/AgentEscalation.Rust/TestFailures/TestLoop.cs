using AgentEscalation.Rust.Degenerate;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.TestFailures;

/// <summary>Lets one run of a one-file test program go through many variants: each test runs its body once for each. Only to sort out: what passes is
/// run again in a process of its own.</summary>
internal static class TestLoop
{
    /// <summary>The environment variable with the numbers of the variants, separated by commas; without it a test runs once.</summary>
    public const string Variants = "AGENT_ESCALATION_VARIANTS";

    /// <summary>The environment variable with the file that says what happened.</summary>
    public const string Notes = "AGENT_ESCALATION_NOTES";

    /// <summary>What says in a function which of its bodies runs.</summary>
    public const string Pick = "use crate::__switch::{step as __step, variant as __variant}; ";

    private const string Module = """

        #[allow(warnings)] mod __switch {
            use ::std::{env, fs, io::Write, panic, sync::atomic::{AtomicU32, Ordering::SeqCst}, sync::Mutex};
            static PICKED: AtomicU32 = AtomicU32::new(u32::MAX);
            static STEPS: AtomicU32 = AtomicU32::new(0);
            static FAILED: Mutex<Vec<u32>> = Mutex::new(Vec::new());
            pub fn variant() -> u32 {
                if PICKED.load(SeqCst) == u32::MAX { PICKED.store(env::var("AGENT_ESCALATION_VARIANT").ok().and_then(|n| n.parse().ok()).unwrap_or(0), SeqCst); }
                PICKED.load(SeqCst)
            }
            pub fn step() { if STEPS.fetch_add(1, SeqCst) > 1_000_000 { panic!("too many steps") } }
            pub fn each(body: impl Fn()) {
                let Ok(variants) = env::var("AGENT_ESCALATION_VARIANTS") else { body(); return; };
                let mut notes = fs::OpenOptions::new().append(true).create(true).open(env::var("AGENT_ESCALATION_NOTES").unwrap()).unwrap();
                for number in variants.split(',').map(|n| n.parse::<u32>().unwrap()) {
                    if FAILED.lock().unwrap().contains(&number) { continue; }
                    PICKED.store(number, SeqCst);
                    STEPS.store(0, SeqCst);
                    writeln!(notes, "start {number}").unwrap();
                    if panic::catch_unwind(panic::AssertUnwindSafe(|| body())).is_err() { FAILED.lock().unwrap().push(number); writeln!(notes, "failed {number}").unwrap(); }
                }
                writeln!(notes, "done 0").unwrap();
            }
        }

        """;

    /// <summary>The edits that make the tests of a program loop, the module that <see cref="Pick"/> names included. Only the module when the
    /// program's state would outlive a variant, or a test is of another kind than a function without a result.</summary>
    public static (IReadOnlyList<TextEdit> Edits, bool Loops) Of(string file, RustSource source)
    {
        var end = new TextEdit(file, source.Length, source.Length, Module);
        var edits = new List<TextEdit>();
        foreach (var test in source.Root.SelfAndBelow().Where(node => node.Kind == NodeKind.Fn && node.Children.Any(child => child.Kind == NodeKind.Attribute && Attributes.Name(child) == "test")))
        {
            if (test.Child(NodeKind.Block) is not { } body || test.Child(NodeKind.ReturnType) is not null || test.Children.Any(child => child.Kind == NodeKind.Attribute && Attributes.Name(child) != "test")
                || source.Is(test.Name - 2, "async"))
            {
                return ([end], false);
            }

            edits.Add(new(file, body.ByteStart, body.ByteStart, "{ crate::__switch::each(|| "));
            edits.Add(new(file, body.ByteEnd, body.ByteEnd, ") }"));
        }

        return HasState(source) ? ([end], false) : ([.. edits, end], true);
    }

    private static bool HasState(RustSource source)
    {
        for (var i = 0; i < source.Count; i++)
        {
            if (source.Text(i) is "static" or "thread_local" or "fs" or "env" or "extern" or "lazy_static")
            {
                return true;
            }
        }

        return false;
    }
}
