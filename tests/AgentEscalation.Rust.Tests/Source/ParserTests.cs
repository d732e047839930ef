using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Tests.Source;

public sealed class ParserTests
{
    [Fact]
    public void A_program_has_no_unread_part() =>
        Assert.DoesNotContain(RustSource.Read(RustText.Program).Root.SelfAndBelow(), node => node.Kind == NodeKind.Error);

    [Theory]
    [InlineData("a + b * c", "(Binary a (Binary b c))")]
    [InlineData("a - b - c", "(Binary (Binary a b) c)")]
    [InlineData("a = b = c", "(Assign a (Assign b c))")]
    [InlineData("a += b >> 2", "(CompoundAssign a (Binary b 2))")]
    [InlineData("a >= b && c", "(Binary (Binary a b) c)")]
    [InlineData("!a.b", "(Unary (Field a))")]
    [InlineData("-a as u8 + 1", "(Binary (Cast (Unary a) u8) 1)")]
    [InlineData("&mut v[i].x", "(Ref (Field (Index v i)))")]
    [InlineData("a..b + 1", "(Range a (Binary b 1))")]
    [InlineData("..n", "(Range n)")]
    [InlineData("v.iter().map(|x| x + 1).sum::<i32>()", "(MethodCall (MethodCall (MethodCall v ()) ((Closure (x) (Binary x 1)))) <i32> ())")]
    [InlineData("f(a, b)?.c", "(Field (Try (Call f (a b))))")]
    [InlineData("P { x, y: 1, ..d }", "(StructLiteral P x (FieldInit 1) (FieldInit d))")]
    [InlineData("if a == b { 1 } else { 2 }", "(If (Binary a b) {1} {2})")]
    [InlineData("return a || b", "(Return (Binary a b))")]
    [InlineData("[0; n]", "(ArrayRepeat 0 n)")]
    [InlineData("(a,)", "(Tuple a)")]
    [InlineData("<T as U>::f(x)", "(Call <T as U>::f (x))")]
    public void Expressions(string text, string shape)
    {
        var block = RustSource.Read("fn main() { let _ = " + text + "; }").Root.SelfAndBelow().First(node => node.Kind == NodeKind.Let);
        Assert.Equal(shape, Shape(block.Children[^1]));
    }

    [Fact]
    public void Statements_end_where_the_language_says()
    {
        var body = Body("fn f() { if a {} *b = 1; match c {} .d(); e; vec![1] }");
        Assert.Equal(
            [NodeKind.ExprStatement, NodeKind.ExprStatement, NodeKind.ExprStatement, NodeKind.ExprStatement, NodeKind.MacroCall],
            body.Children.Select(child => child.Kind));
    }

    [Fact]
    public void A_condition_does_not_take_the_block_for_a_struct()
    {
        var body = Body("fn f() { while x < y { z() } for i in s { } match m { A { b } => b } }");
        Assert.Equal(3, body.Children.Count);
        Assert.NotNull(body.Children[0].SelfAndBelow().FirstOrDefault(node => node.Kind == NodeKind.Call));
    }

    [Fact]
    public void A_signature_has_its_parts()
    {
        var function = RustSource.Read("pub fn f<'a, T: X + 'a>(&'a mut self, mut v: Vec<&'a T>) -> Option<T> where T: Y {}").Root.Children[0];
        Assert.Equal(NodeKind.Fn, function.Kind);
        Assert.Equal("f", function.NameText);
        Assert.Equal(
            [NodeKind.Visibility, NodeKind.Generics, NodeKind.ParamList, NodeKind.ReturnType, NodeKind.Where, NodeKind.Block],
            function.Children.Select(child => child.Kind));
        Assert.Equal([NodeKind.SelfParam, NodeKind.Param], function.Child(NodeKind.ParamList)!.Children.Select(child => child.Kind));
        Assert.Equal("Option<T>", function.Child(NodeKind.ReturnType)!.Children[0].Text);
    }

    [Fact]
    public void A_broken_function_does_not_spoil_its_neighbours()
    {
        var names = RustSource.Read("fn a( { let = ; } fn b() { x..; ) } struct S; fn c() {}").Root.SelfAndBelow()
            .Where(node => node.Kind is NodeKind.Fn or NodeKind.Struct).Select(node => node.NameText);
        Assert.Contains("c", names);
        Assert.Contains("S", names);
    }

    [Fact]
    public void A_byte_range_finds_its_expression()
    {
        const string text = "fn main() { let x = a.b(c + 1); }";
        var source = RustSource.Read(text);
        var at = text.IndexOf("c + 1", StringComparison.Ordinal);
        Assert.Equal(NodeKind.Binary, source.ExpressionAt(at, at + 5)!.Kind);
        Assert.Equal(NodeKind.Path, source.NodeAt(at, at + 1).Kind);
    }

    [Fact]
    public void Time_grows_with_length_only()
    {
        var unit = RustText.Program;
        var small = Tokens(string.Concat(Enumerable.Repeat(unit, 20)));
        var large = Tokens(string.Concat(Enumerable.Repeat(unit, 200)));
        Assert.Equal(10, (double)large / small, 0.5);

        static int Tokens(string text) => RustSource.Read(text).Root.SelfAndBelow().Count();
    }

    private static RustNode Body(string text) => RustSource.Read(text).Root.Children[0].Child(NodeKind.Block)!;

    private static string Shape(RustNode node) => node.Kind switch
    {
        NodeKind.Path or NodeKind.Literal => node.Text,
        _ when node.Kind.IsType() => node.Text,
        NodeKind.GenericArgs => node.Text,
        NodeKind.Param => node.Text,
        NodeKind.FieldInit when node.Children.Count == 0 => node.Text,
        NodeKind.Block => "{" + string.Join(' ', node.Children.Select(Shape)) + "}",
        NodeKind.ArgList or NodeKind.ParamList => "(" + string.Join(' ', node.Children.Select(Shape)) + ")",
        _ => "(" + node.Kind + string.Concat(node.Children.Select(child => " " + Shape(child))) + ")",
    };
}
