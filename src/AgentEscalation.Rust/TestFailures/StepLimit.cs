using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.TestFailures;

/// <summary>Puts a call at every step of a function's loops and closures, so that a change that makes one endless ends after a number of steps, which
/// is the same on every machine, and not after a time, which is not.</summary>
internal static class StepLimit
{
    private const string Call = " __step(); ";
    private const string Head = "fn f() ";

    /// <summary>A function's body, braces included, with a call of <c>__step()</c> at its start and at the start of each loop and closure.</summary>
    public static string In(string body)
    {
        var source = RustSource.Read(Head + body);
        var edits = new List<TextEdit>();
        foreach (var node in source.Root.SelfAndBelow().Where(node => node.Kind is NodeKind.While or NodeKind.For or NodeKind.Loop or NodeKind.Closure))
        {
            // A function in the function may be constant, and then may not call one that is not.
            if (node.Ancestor(NodeKind.Fn) is { Parent.Kind: not NodeKind.File } || node.Children is not [.., var inner])
            {
                continue;
            }

            if (inner.Kind == NodeKind.Block && source.Is(inner.First, "{"))
            {
                edits.Add(new("f", source.ByteEnd(inner.First), source.ByteEnd(inner.First), Call));
            }
            else if (node.Kind == NodeKind.Closure && inner.Kind.IsExpression())
            {
                edits.Add(new("f", inner.ByteStart, inner.ByteStart, "{" + Call));
                edits.Add(new("f", inner.ByteEnd, inner.ByteEnd, " }"));
            }
        }

        return TextEdits.TryApply(source.Bytes, edits, out var counted) ? System.Text.Encoding.UTF8.GetString(counted)[Head.Length..] : body;
    }
}
