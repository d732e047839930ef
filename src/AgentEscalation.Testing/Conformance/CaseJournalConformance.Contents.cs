using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;
using Xunit;

namespace AgentEscalation.Testing.Conformance;

public abstract partial class CaseJournalConformance
{
    /// <summary>Texts that stores have been seen to change: other planes, combining marks, direction and zero-width characters, line ends
    /// of all kinds, NUL, quotes, what looks like SQL and JSON, and the empty text.</summary>
    public static ImmutableArray<string> Texts { get; } =
    [
        "",
        "naïve café, Ελληνικά, русский, 日本語, العربية",
        "🦀👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "e\u0301 is not \u00e9",
        "\u202eright to left\u202c \u200b\u200d\ufeff",
        "one\ntwo\r\nthree\rfour\u0085five\u2028six\u2029",
        "nul \0 and \u0001 and \u001b[31m and \u007f",
        "'; DROP TABLE event; -- \" \\ {\"v\":1} ${x} %s",
        "\ud7ff\ue000\ufffd\uffff\U0010ffff",
    ];

    /// <summary>Every text comes back as it was, before and after a restart.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Texts_come_back_as_they_were()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        CaseEvent[] events = [SampleCase.Opened(1), .. Texts.Select(SampleCase.Found)];
        await ClimbAsync(journal, SampleCase.Id(1), [events]).ConfigureAwait(false);
        await AreKeptAsync().ConfigureAwait(false);
        if (OutlivesItsProcess)
        {
            journal = await ReopenedAsync(journal).ConfigureAwait(false);
            await AreKeptAsync().ConfigureAwait(false);
        }

        async Task AreKeptAsync()
        {
            var kept = await journal.ReadAsync(SampleCase.Id(1), Token).ConfigureAwait(false);
            Assert.Equal(Texts, kept.OfType<AttemptEnded>().Select(e => e.Verdict.Failure!.Text.Value ?? ""));
        }
    }

    /// <summary>Half a character, as cut output has it, is kept or replaced, and harms nothing else.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Half_a_character_harms_nothing_else()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        var whole = SampleCase.Found("whole");
        await ClimbAsync(journal, SampleCase.Id(1), [[SampleCase.Opened(1)], [SampleCase.Found("cut \ud83e"), whole], [SampleCase.Found("\udd80 cut")]])
            .ConfigureAwait(false);
        var kept = await journal.ReadAsync(SampleCase.Id(1), Token).ConfigureAwait(false);
        Assert.Equal(4, kept.Length);
        Assert.Equal(CaseJson.WriteLine(whole), CaseJson.WriteLine(kept[2]));
        Assert.StartsWith("cut ", ((AttemptEnded)kept[1]).Verdict.Failure!.Text.Value, StringComparison.Ordinal);
    }

    /// <summary>A best state of many megabytes in one event, every byte value in it.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Large_events_are_kept_whole()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        var content = new byte[8 * 1024 * 1024];
        for (var i = 0; i < content.Length; i++)
        {
            content[i] = (byte)(i * 31 + (i >> 8));
        }

        ImmutableArray<CaseFile> files = [new("large.bin", content), new("deleted", null), new("empty", ReadOnlyMemory<byte>.Empty)];
        CaseEvent large = new AttemptEnded(
            SampleCase.Now, Level.SelfRecovery, 1, Verdict.Failed("error"), default(Approach), true, null, null, Usage.None, TimeSpan.FromSeconds(1), files);
        await ClimbAsync(journal, SampleCase.Id(1), [[SampleCase.Opened(1), new AttemptStarted(SampleCase.Now, Level.SelfRecovery, 1)], [large]])
            .ConfigureAwait(false);
        if (OutlivesItsProcess)
        {
            journal = await ReopenedAsync(journal).ConfigureAwait(false);
        }

        var kept = Assert.IsType<AttemptEnded>((await journal.ReadAsync(SampleCase.Id(1), Token).ConfigureAwait(false))[^1]).Files;
        Assert.Equal(files.Select(f => f.Path), kept.Select(f => f.Path));
        Assert.True(kept[0].Content!.Value.Span.SequenceEqual(content));
        Assert.Null(kept[1].Content);
        Assert.True(kept[2].Content!.Value.IsEmpty);
    }

    /// <summary>Times to the tick, durations and numbers at their ends.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Times_and_numbers_are_kept_to_the_last_digit()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        CaseEvent[] events =
        [
            SampleCase.Opened(1),
            new AttemptStarted(DateTimeOffset.MaxValue, Level.SelfRecovery, int.MaxValue),
            new AttemptEnded(
                SampleCase.Now.AddTicks(1), Level.SelfRecovery, 1, Verdict.Failed(new Failure { Text = "x", Rank = long.MinValue, Fingerprint = new(ulong.MaxValue) }),
                new Approach(ulong.MaxValue), true, null, null, new Usage(long.MaxValue, 0, int.MaxValue, 0.0000000001m), TimeSpan.FromTicks(1), default),
            new Escalated(DateTimeOffset.MinValue, Level.SelfRecovery, Level.UserDecision, EscalationCause.Deadline, null),
        ];
        await ClimbAsync(journal, SampleCase.Id(1), [events]).ConfigureAwait(false);
        await KeepsAsync(OutlivesItsProcess ? await ReopenedAsync(journal).ConfigureAwait(false) : journal, SampleCase.Id(1), events).ConfigureAwait(false);
    }
}
