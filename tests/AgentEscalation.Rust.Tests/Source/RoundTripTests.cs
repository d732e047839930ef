using System.Diagnostics;
using System.Text;
using System.Text.Json;
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
    public void Every_file_of_the_named_folders_and_of_the_installed_standard_library_round_trips()
    {
        string[] folders = [.. Environment.GetEnvironmentVariable("AGENT_ESCALATION_RUST_SOURCES")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [], .. StandardLibrary()];
        Assert.SkipWhen(folders.Length == 0, "the sources of the standard library are not installed and AGENT_ESCALATION_RUST_SOURCES names no folder");
        var files = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.rs", SearchOption.AllDirectories)).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => AssertLossless(File.ReadAllBytes(file)));
    }

    [Fact]
    public void Every_program_of_the_corpora_round_trips()
    {
        var sources = Directory.GetFiles(AppContext.BaseDirectory, "*.jsonl").SelectMany(File.ReadLines).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("source").GetString()!).ToList();
        Assert.InRange(sources.Count, 250, 2_000);
        Assert.All(sources, source => AssertLossless(Encoding.UTF8.GetBytes(source)));
    }

    /// <summary>Twice the text is twice the tokens and nodes, whatever it nests: nothing is read again and again.</summary>
    [Theory]
    [InlineData("fn f() { if a { b(c); } else { d[e] = |x| x + 1; } }\n")]
    [InlineData("struct S<'a, T: Into<Vec<Vec<T>>>> { x: &'a T }\n")]
    [InlineData("fn g() { x.a().b::<C<D>>().c(|y| y.z)?; }\n")]
    [InlineData("match x { A(b) | C { d, .. } if e => f!(g), _ => () }\n")]
    [InlineData("((((")]
    [InlineData("a < b < ")]
    [InlineData("if x { ")]
    [InlineData("r#\"")]
    [InlineData("/* ")]
    public void Work_grows_with_the_text(string piece)
    {
        var (small, large) = (Size(piece, 400), Size(piece, 800));
        Assert.InRange(large.Tokens, small.Tokens, (2 * small.Tokens) + 2);
        Assert.InRange(large.Nodes, small.Nodes, (2 * small.Nodes) + 16);
        // What was allocated on the way to the tree counts as work too.
        Assert.InRange(large.Allocated, 0, (3 * small.Allocated) + 100_000);
    }

    private static (int Tokens, int Nodes, long Allocated) Size(string piece, int times)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, times)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var source = RustSource.Read(bytes);
        var nodes = source.Root.SelfAndBelow().Count();
        return (source.Count, nodes, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string[] StandardLibrary()
    {
        try
        {
            using var rustc = Process.Start(new ProcessStartInfo("rustc", ["--print", "sysroot"]) { RedirectStandardOutput = true })!;
            var sources = Path.Combine(rustc.StandardOutput.ReadToEnd().Trim(), "lib", "rustlib", "src");
            rustc.WaitForExit();
            return Directory.Exists(sources) ? [sources] : [];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return [];
        }
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
