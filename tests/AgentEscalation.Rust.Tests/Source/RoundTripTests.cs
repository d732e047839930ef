using System.Text;
using AgentEscalation.Rust.Source;
using CsCheck;

namespace AgentEscalation.Rust.Tests.Source;

public sealed class RoundTripTests
{
    [Fact]
    public void Tokens_of_a_program_cover_every_byte_once() => AssertLossless(Encoding.UTF8.GetBytes(RustText.Program));

    [Fact]
    public void Line_ends_marks_and_shebangs_survive() =>
        AssertLossless(Encoding.UTF8.GetBytes("\uFEFF#!/usr/bin/env run\r\n" + RustText.Program.ReplaceLineEndings("\r\n")));

    [Fact]
    public void Any_bytes_round_trip() => Gen.Byte.Array[0, 200].Sample(AssertLossless, iter: 5_000, threads: 1);

    [Fact]
    public void Any_mixture_of_pieces_round_trips() =>
        Gen.Int[0, RustText.Pieces.Length - 1].Select(i => RustText.Pieces[i]).Array[0, 80].Sample(pieces => AssertLossless(Encoding.UTF8.GetBytes(string.Concat(pieces))), iter: 20_000, threads: 1);

    [Fact]
    public void A_program_with_a_piece_cut_out_or_put_in_round_trips()
    {
        var bytes = Encoding.UTF8.GetBytes(RustText.Program);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[0, 60], Gen.Int[0, RustText.Pieces.Length - 1].Select(i => RustText.Pieces[i])).Sample(
            (at, length, piece) => AssertLossless([.. bytes[..at], .. Encoding.UTF8.GetBytes(piece), .. bytes[Math.Min(bytes.Length, at + length)..]]),
            iter: 5_000,
            threads: 1);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("[")]
    [InlineData("-")]
    [InlineData("&")]
    [InlineData("a.b(")]
    [InlineData("if x {} else ")]
    [InlineData("x = ")]
    [InlineData("fn f() {")]
    [InlineData("a + ")]
    [InlineData("Vec<")]
    [InlineData("x: Vec<")]
    [InlineData("|a| ")]
    [InlineData("m!(")]
    [InlineData("/*")]
    [InlineData("mod a {")]
    [InlineData("'a: ")]
    [InlineData("match x { _ => ")]
    public void Endless_nesting_is_read_without_a_stack_overflow(string piece) =>
        AssertLossless(Encoding.UTF8.GetBytes("fn main() { " + string.Concat(Enumerable.Repeat(piece, 20_000))));

    [Fact]
    public void Every_file_of_the_named_folders_round_trips()
    {
        var folders = Environment.GetEnvironmentVariable("AGENT_ESCALATION_RUST_SOURCES")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        var files = 0;
        foreach (var file in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.rs", SearchOption.AllDirectories)))
        {
            AssertLossless(File.ReadAllBytes(file));
            files++;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{files} files");
    }

    internal static void AssertLossless(byte[] bytes)
    {
        var source = RustSource.Read(bytes);
        var at = 0;
        foreach (var token in source.AllTokens)
        {
            Assert.Equal(at, token.Start);
            Assert.True(token.End > token.Start);
            at = token.End;
        }
        Assert.Equal(bytes.Length, at);
        foreach (var node in source.Root.SelfAndBelow())
        {
            Assert.InRange(node.First, 0, source.Count);
            Assert.InRange(node.End, node.First, source.Count);
            var before = node.First;
            foreach (var child in node.Children)
            {
                Assert.Same(node, child.Parent);
                Assert.True(child.First >= before && child.End <= node.End, $"{child.Kind} outside or out of order in {node.Kind}");
                before = child.End;
            }
        }
    }
}
