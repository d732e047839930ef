using System.Text;
using AgentEscalation.Rust.Search;
using AgentEscalation.Workspaces;
using CsCheck;

namespace AgentEscalation.Rust.Tests;

public sealed class RustWorkplaceTests
{
    private static readonly Gen<string> Letter = Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("ä"), Gen.Const("å"), Gen.Const("€"), Gen.Const("\n"));

    [Fact]
    public void The_one_range_of_a_file_turns_the_old_bytes_into_the_new_ones_and_cuts_no_character() =>
        Gen.Select(Letter.Array[0, 8], Letter.Array[0, 8]).Sample((x, y) =>
        {
            var (old, now) = (string.Concat(x), string.Concat(y));
            var edits = RustWorkplace.Edits(RustSources.Empty.With("f", old), RustSources.Empty.With("f", now)).ToArray();
            if (old == now)
            {
                Assert.Empty(edits);
                return;
            }

            var edit = Assert.IsType<FileEdit.Replace>(Assert.Single(edits));
            var bytes = Encoding.UTF8.GetBytes(old);
            var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
            Assert.Equal(now, utf8.GetString(bytes[..edit.Start]) + edit.Text + utf8.GetString(bytes[edit.End..]));
        });
}
