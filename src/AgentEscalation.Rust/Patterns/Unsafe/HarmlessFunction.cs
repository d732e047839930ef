using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Unsafe;

/// <summary>
/// A private function is called unsafe and cannot do harm whoever calls it: it only calculates with numbers that it was given. It is no
/// longer unsafe. A function that reads or writes anything else, calls anything, or is open to the world keeps its word.
/// </summary>
internal sealed class HarmlessFunction() : RepairPattern("harmless-function", "E0133", RepairEffect.WidensApi, ErrorClass.UnsafeCode)
{
    private static readonly string[] Numbers =
        ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "f32", "f64", "bool", "char", "()", "!"];

    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (!site.Error.Message.StartsWith("call to unsafe function", StringComparison.Ordinal) || Places.Function(site.PrimaryNode) is not { } caller)
        {
            yield break;
        }
        var called = RepairSite.Quoted(site.Error.Message)?.Split("::")[^1];
        var isProgram = site.Sources.All.Any(pair => pair.Source.Root.Children.Any(node => node.Kind == NodeKind.Fn && node.NameText == "main"));
        foreach (var (file, source) in site.Sources.All)
        {
            foreach (var function in source.Root.SelfAndBelow().Where(node => node.Kind == NodeKind.Fn))
            {
                // A call through a value names no function: whatever its holder names may be meant.
                if ((called is null ? Places.Mentions(caller, function.NameText) : function.NameText == called)
                    && (isProgram || !Places.IsPublic(function)) && UnsafeToken(function) is { } at && IsHarmless(function))
                {
                    yield return site.Candidate($"{function.NameText} cannot do harm", 0.8, new TextEdit(file, source.ByteStart(at), source.ByteStart(at + 1), ""));
                }
            }
        }
    }

    private static int? UnsafeToken(RustNode function)
    {
        for (var i = function.First; i < function.Name; i++)
        {
            if (function.Source.Is(i, "unsafe"))
            {
                return i;
            }
        }
        return null;
    }

    private static bool IsHarmless(RustNode function)
    {
        // A trait's or the outside's word is not ours to change.
        if (function.Child(NodeKind.Block) is not { } body || function.Child(NodeKind.Attribute) is not null || function.Source.Slice(function.ByteStart, body.ByteStart).Contains("extern", StringComparison.Ordinal)
            || Places.Impl(function) is { } owner && (owner.Kind == NodeKind.Trait || owner.Children.Count(child => child.Kind.IsType()) > 1))
        {
            return false;
        }
        return (function.Child(NodeKind.ParamList)?.Children ?? []).All(IsPlain) && (function.Child(NodeKind.ReturnType) is not { Children: [var result, ..] } || Numbers.Contains(result.Text))
            && body.SelfAndBelow().All(part => Only(part, function));
    }

    private static bool IsPlain(RustNode parameter) => parameter.Kind == NodeKind.SelfParam || parameter.Child(kind => kind.IsType()) is { } type && Numbers.Contains(type.Text);

    private static bool Only(RustNode part, RustNode function) => part.Kind switch
    {
        NodeKind.Path => part.End == part.First + 1 && part.Text != "self" && Places.Binding(part, part.Text) is { } binding && binding.IsWithin(function),
        NodeKind.Unary => !part.Source.Is(part.First, "*"),
        NodeKind.Cast => part.Children.Where(child => child.Kind.IsType()).All(type => Numbers.Contains(type.Text)),
        NodeKind.Block or NodeKind.If or NodeKind.ElseBlock or NodeKind.Loop or NodeKind.While or NodeKind.For or NodeKind.Binary or NodeKind.Assign or NodeKind.CompoundAssign or NodeKind.Range
            or NodeKind.Return or NodeKind.Break or NodeKind.Continue or NodeKind.Paren or NodeKind.Literal or NodeKind.Let or NodeKind.ExprStatement or NodeKind.EmptyStatement
            or NodeKind.NamePattern or NodeKind.WildPattern or NodeKind.Tuple or NodeKind.TuplePattern => !part.Source.Is(part.First, "unsafe"),
        _ => part.Kind.IsType() && Numbers.Contains(part.Text),
    };
}
