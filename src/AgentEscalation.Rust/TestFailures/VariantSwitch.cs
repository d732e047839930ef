using System.Collections.Immutable;
using System.Text;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.TestFailures;

/// <summary>Many variants of a program in one: each function that has variants picks its body when it runs, by a number in the environment. One
/// build, in which the tests are built once, then serves all of them.</summary>
internal sealed class VariantSwitch
{
    /// <summary>The environment variable with the number of the variant; without it the program is as it was.</summary>
    public const string Variable = "AGENT_ESCALATION_VARIANT";

    /// <summary>Lets each function pick by itself, in a program of several crates. The steps are counted for each thread, so each test has its own.</summary>
    public const string PickAlone =
        "fn __variant() -> u32 { static PICKED: ::std::sync::OnceLock<u32> = ::std::sync::OnceLock::new(); "
        + "*PICKED.get_or_init(|| ::std::env::var(\"" + Variable + "\").ok().and_then(|number| number.parse().ok()).unwrap_or(0)) } "
        + "fn __step() { ::std::thread_local! { static STEPS: ::std::cell::Cell<u32> = const { ::std::cell::Cell::new(0) }; } "
        + "STEPS.with(|steps| { steps.set(steps.get() + 1); if steps.get() > 1_000_000 { ::std::panic!(\"too many steps\") } }) } ";

    private readonly List<(string File, int Start, int End, int Variant)> _bodies = [];

    private readonly string _pick;

    private VariantSwitch(RustSources sources, string pick) => (Sources, _pick) = (sources, pick);

    /// <summary>The program that holds them all.</summary>
    public RustSources Sources { get; private set; }

    /// <summary>The variants it holds: positions in the given list, and one less than the number in the environment.</summary>
    public SortedSet<int> Held { get; } = [];

    /// <summary>Puts variants together. One whose function cannot pick, because it is constant or hides its type, is left out.</summary>
    /// <param name="sources">The program as it is.</param>
    /// <param name="variants">The edits of each variant.</param>
    /// <param name="chosen">Which of them.</param>
    /// <param name="pick">What says in a function which of its bodies runs, and counts its steps.</param>
    public static VariantSwitch Of(RustSources sources, IReadOnlyList<ImmutableArray<TextEdit>> variants, IEnumerable<int> chosen, string pick = PickAlone)
    {
        var result = new VariantSwitch(sources, pick);
        var parsed = ParsedSources.Of(sources);
        foreach (var file in chosen.Where(i => variants[i].Length > 0).GroupBy(i => variants[i][0].File, StringComparer.Ordinal))
        {
            if (parsed.Get(file.Key) is { } source)
            {
                result.Add(file.Key, source, variants, file);
            }
        }

        return result;
    }

    /// <summary>The variant whose body a place of the program is in; null outside of all.</summary>
    public int? At(string file, int offset) =>
        _bodies.Where(body => body.File == file && body.Start <= offset && offset < body.End).Select(body => (int?)body.Variant).FirstOrDefault();

    private void Add(string file, RustSource source, IReadOnlyList<ImmutableArray<TextEdit>> variants, IEnumerable<int> chosen)
    {
        using var text = new MemoryStream();
        var at = 0;
        foreach (var function in chosen.GroupBy(i => Function(source, variants[i])).Where(group => group.Key is not null).OrderBy(group => group.Key!.First))
        {
            var body = function.Key!.Child(NodeKind.Block)!;
            Write(source.Bytes[at..function.Key.ByteStart]);
            Write(Encoding.UTF8.GetBytes("#[allow(warnings, arithmetic_overflow, unconditional_panic)] "));
            Write(source.Bytes[function.Key.ByteStart..body.ByteStart]);
            Write(Encoding.UTF8.GetBytes("{ " + _pick + "__step(); match __variant() {"));
            foreach (var i in function)
            {
                if (!TextEdits.TryApply(source.Bytes, variants[i], out var edited))
                {
                    continue;
                }

                Write(Encoding.UTF8.GetBytes($"\n{i + 1} => "));
                var start = (int)text.Length;
                Write(Encoding.UTF8.GetBytes(StepLimit.In(Encoding.UTF8.GetString(edited.AsSpan(body.ByteStart, body.ByteEnd - body.ByteStart + edited.Length - source.Length)))));
                _bodies.Add((file, start, (int)text.Length, i));
                Held.Add(i);
            }

            Write(Encoding.UTF8.GetBytes("\n_ => " + StepLimit.In(body.Text) + " } }"));
            at = body.ByteEnd;
        }

        Write(source.Bytes[at..]);
        Sources = Sources.With(file, text.ToArray());
        void Write(ReadOnlySpan<byte> bytes) => text.Write(bytes);
    }

    /// <summary>The outermost function that all edits lie in, if it can pick.</summary>
    private static RustNode? Function(RustSource source, ImmutableArray<TextEdit> edits)
    {
        var (start, end) = (edits.Min(edit => edit.ByteStart), edits.Max(edit => edit.ByteEnd));
        RustNode? found = null;
        for (var node = source.NodeAt(start, end); node is not null; node = node.Parent)
        {
            found = node.Kind == NodeKind.Fn ? node : found;
        }

        return found?.Child(NodeKind.Block) is { } body && body.ByteStart < start && end < body.ByteEnd && CanPick(found, body) ? found : null;
    }

    private static bool CanPick(RustNode function, RustNode body)
    {
        for (var i = function.First; i < body.First; i++)
        {
            if (i < function.Name && function.Source.Is(i, "const"))
            {
                return false;
            }
        }

        return function.Child(NodeKind.ReturnType)?.SelfAndBelow().All(node => node.Kind != NodeKind.ImplType) ?? true;
    }
}
