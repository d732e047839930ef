using System.Collections.Immutable;
using System.Text;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;
using CsCheck;

namespace AgentEscalation.Tests.Cases.Events;

public sealed class CaseJsonTests
{
    private static readonly Gen<DateTimeOffset> At = Gen.Long[0, DateTimeOffset.MaxValue.UtcTicks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
    private static readonly Gen<TimeSpan> Time = Gen.Long[0, long.MaxValue].Select(ticks => new TimeSpan(ticks));
    private static readonly Gen<string> Word = Gen.String[Gen.Char[' ', '\u07ff'], 0, 12];
    private static readonly Gen<string?> MaybeWord = Gen.Bool.SelectMany(some => some ? Word.Select(word => (string?)word) : Gen.Const((string?)null));
    private static readonly Gen<Level> OneLevel = Gen.Int[1, 4].Select(level => (Level)level);
    private static readonly Gen<Level?> MaybeLevel = Gen.Int[0, 4].Select(level => level == 0 ? (Level?)null : (Level)level);
    private static readonly Gen<Usage> Used = Gen.Select(Gen.Long, Gen.Long, Gen.Int, Gen.Decimal[0, 1_000_000]).Select(
        (input, output, calls, money) => calls % 3 == 0 ? Usage.None : new Usage(input, output, calls, money));

    private static readonly Gen<Failure> Failing = Gen.Select(Word, MaybeWord, MaybeWord, Gen.Long, Gen.Bool, MaybeWord, Word.Array[0, 3]).Select(
        (text, name, code, rank, pointless, summary, others) => new Failure
        {
            Text = text,
            Class = name,
            Code = code,
            Rank = rank,
            RetryIsPointless = pointless,
            Summary = summary,
            Context = summary,
            Others = [.. others.Select(other => new UntrustedText(other))],
        });

    private static readonly Gen<ImmutableArray<GuidanceStep>> Steps = Gen.Select(Word, Word.Array[0, 3]).Select(
        (kind, names) => names.Length == 0
            ? ImmutableArray<GuidanceStep>.Empty
            : [new(kind, names.Distinct().ToImmutableDictionary(name => name, name => name + "!"))]).Select(steps => steps);

    private static readonly Gen<ImmutableArray<DecisionOption>> Options = Gen.Select(Word, MaybeWord, Steps, Gen.Int[0, 2]).Select(
        (title, text, steps, count) => Enumerable.Range(0, count).Select(i => new DecisionOption
        {
            Key = ((char)('A' + i)).ToString(),
            Title = title,
            Description = text,
            Steps = steps,
            Consequence = text,
            Verified = i == 0 ? null : true,
            MayEdit = i == 0 ? [] : ["tests/**"],
        }).ToImmutableArray());

    private static readonly Gen<EscalationPolicy> AnyPolicy = Gen.Select(Word.Array[0, 3], Gen.Int[1, 20], Time, Gen.Double[0, 100], Gen.Bool).Select(
        (names, attempts, time, percent, odd) => EscalationPolicy.Default with
        {
            SelfRecovery = EscalationPolicy.Default.SelfRecovery with { Attempts = attempts, Timeout = time, Target = odd ? null : new(TargetKind.ResolvedAtLevel, percent) },
            PeerConsultation = EscalationPolicy.Default.PeerConsultation with { To = [.. names], Title = names.FirstOrDefault() ?? "peers" },
            ArchitectureReview = EscalationPolicy.Default.ArchitectureReview with { Triggers = [.. names.Select((name, i) => new Trigger($"t{i}", name))] },
            UserDecision = EscalationPolicy.Default.UserDecision with { Cards = 1 + (attempts % 3), Expires = time, OnExpiry = odd ? OnExpiry.Unresolved : OnExpiry.Default },
            Deadline = odd ? null : time,
            Envelope = odd ? Envelope.Unlimited : new() { Tokens = attempts, Money = 1.25m },
            Errors = [.. names.Select(name => new ErrorRule { Name = "r" + name, Codes = [name], Recovery = name, Trigger = odd ? null : "t0" })],
            ReportFields = [.. names],
        });

    /// <summary>Every kind of event, with anything in it.</summary>
    private static readonly Gen<CaseEvent>[] Kinds =
    [
        Gen.Select(At, Gen.Guid, Word, AnyPolicy, Failing, MaybeWord, Time, Used).Select((at, id, word, policy, failure, maybe, time, used) =>
            (CaseEvent)new CaseOpened(at, new(id), word, word, policy, failure, maybe is null ? null : at, time, maybe, maybe) { Usage = used }),
        Gen.Select(At, OneLevel, Gen.Int[1, 20], Word).Select((at, level, number, word) => (CaseEvent)new ConsultStarted(at, level, number, word)),
        Gen.Select(At, OneLevel, Word, Steps, Options, MaybeLevel, Used, Time).Select((at, level, word, steps, options, higher, usage, time) =>
            (CaseEvent)new ConsultEnded(
                at, level, 1, word, higher == Level.None ? null : new() { Text = word, Steps = steps, Options = options, HigherUp = higher, Trigger = word, Usage = usage },
                higher is null ? word : null, time)),
        Gen.Select(At, OneLevel, Gen.Int[1, 20]).Select((at, level, number) => (CaseEvent)new AttemptStarted(at, level, number)),
        Gen.Select(At, OneLevel, Failing, Gen.ULong, MaybeLevel, MaybeWord, Used, Time).Select((at, level, failure, bits, higher, maybe, usage, time) =>
            (CaseEvent)new AttemptEnded(
                at, level, 1,
                (bits % 4) switch { 0 => Verdict.Verified, 1 => Verdict.Unverifiable("no cargo"), 2 => Verdict.VerifiedWith("12 of 12"), _ => Verdict.Failed(failure) },
                new(bits), bits % 2 == 0, higher, maybe, usage, time,
                maybe is null ? default : [new("src/lib.rs", Encoding.UTF8.GetBytes(maybe)), new("gone.rs", null)])),
        Gen.Select(At, OneLevel, OneLevel, Gen.Int[0, 9], MaybeWord).Select((at, from, to, cause, detail) =>
            (CaseEvent)new Escalated(at, from, to, (EscalationCause)cause, detail)),
        Gen.Select(At, Gen.Int[1, 3], Options, Gen.ULong).Select((at, number, options, digest) => (CaseEvent)new CardIssued(at, number, options, at, digest)),
        Gen.Select(At, Gen.Int[1, 3], Word, MaybeWord).Select((at, number, word, words) => (CaseEvent)new DecisionTaken(at, number, word, words, word)),
        Gen.Select(At, Gen.Int[1, 3]).Select((at, number) => (CaseEvent)new CardExpired(at, number)),
        Gen.Select(At, Word).Select((at, word) => (CaseEvent)new Resumed(at, word)),
        Gen.Select(At, Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 7]).Select((at, kind, level, reason) =>
            (CaseEvent)new CaseClosed(at, new((OutcomeKind)kind, (Level)level, (UnresolvedReason)reason))),
    ];

    public static TheoryData<int> AllKinds => [.. Enumerable.Range(0, Kinds.Length)];

    private static string Fixture => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "Events", "events.v1.jsonl"));

    [Fact]
    public void Every_kind_of_event_is_in_the_tests() => Assert.Equal(
        typeof(CaseEvent).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(CaseEvent))),
        Kinds.Select(kind => kind.Single().GetType()).Distinct().Count());

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void What_was_written_is_read_back(int kind) => Kinds[kind].Sample(
        e =>
        {
            var line = CaseJson.WriteLine(e);
            var read = CaseJson.ReadLine(line);
            return read.GetType() == e.GetType() && read.At == e.At && CaseJson.WriteLine(read) == line && !line.Contains('\n') && Same(e, read);
        },
        iter: 2_000,
        threads: 2);

    [Fact]
    public void A_line_begins_with_version_and_kind() => Assert.Equal(
        """{"v":1,"kind":"attemptStarted","at":"2030-01-01T12:00:00+00:00","level":2,"number":1}""",
        CaseJson.WriteLine(new AttemptStarted(CaseWalk.Start, Level.PeerConsultation, 1)));

    /// <summary>Cases stored by version 1 stay readable: the file is never written anew.</summary>
    [Fact]
    public void Stored_events_of_version_1_are_read()
    {
        var events = Fixture.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(CaseJson.ReadLine).ToArray();
        var state = CaseState.From(events);

        Assert.Equal(11, events.Select(e => e.GetType()).Distinct().Count());
        Assert.Equal(Outcome.Resolved(Level.UserDecision), state.Outcome);
        Assert.Equal(("rust-pro", "borrow-checker", "nightly-4711"), (state.Agent, state.Class, state.Opened!.Key));
        Assert.Equal(new Usage(1200, 340, 3, 0.0125m), state.Usage);
        Assert.Equal(["backend-coordinator", "performance-architect"], state.Opened.Policy.PeerConsultation.To);
        Assert.Equal(TimeSpan.FromMinutes(10), state.Opened.Policy.PeerConsultation.Timeout);
        Assert.Equal("src/lib.rs", state.BestFiles[0].Path);
        Assert.Equal("fn main() {}\n", Encoding.UTF8.GetString(state.BestFiles[0].Content!.Value.Span));
        Assert.Equal(2, state.CardsIssued);
    }

    [Fact]
    public void Members_that_are_not_known_are_skipped()
    {
        var e = CaseJson.ReadLine("""{"mood":{"v":9},"v":1,"kind":"resumed","at":"2030-01-01T12:00:00Z","owner":"me","later":[1,{"x":null}]}""");

        Assert.Equal("me", Assert.IsType<Resumed>(e).Owner);
    }

    [Theory]
    [InlineData("""{"v":2,"kind":"resumed","at":12}""", "of version 2 and this program reads up to version 1")]
    [InlineData("""{"kind":"resumed"}""", "'v', the version of the format, is missing")]
    [InlineData("""{"v":0,"kind":"resumed"}""", "'v' has to be")]
    [InlineData("""{"v":"1","kind":"resumed"}""", "'v' has to be")]
    [InlineData("""{"v":1,"kind":"rebooted","at":"2030-01-01T12:00:00Z"}""", "'rebooted' is no kind of event")]
    [InlineData("""{"v":1,"at":"2030-01-01T12:00:00Z"}""", "'kind' is missing")]
    [InlineData("""{"v":1,"kind":"resumed","owner":"me"}""", "'resumed' has no 'at'")]
    [InlineData("""{"v":1,"kind":"resumed","at":"2030-01-01T12:00:00Z"}""", "'resumed' has no 'owner'")]
    [InlineData("""{"v":1,"kind":"attemptStarted","at":"2030-01-01T12:00:00Z","level":5,"number":1}""", "'level' is 5")]
    [InlineData("""{"v":1,"kind":"escalated","at":"2030-01-01T12:00:00Z","from":1,"to":2,"cause":"boredom"}""", "Not an event")]
    [InlineData("""{"v":1,"kind":"resumed","at":"yesterday","owner":"me"}""", "Not an event")]
    [InlineData("""{"v":1,"kind":"resumed","at":"2030-01-01T12:00:00Z","owner":"me"} x""", "Not an event")]
    [InlineData("{\"v\":1", "Not an event")]
    [InlineData("[]", "Not an event")]
    [InlineData("", "Not an event")]
    [InlineData("null", "Not an event")]
    public void What_is_no_event_is_refused_with_the_reason(string line, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => CaseJson.ReadLine(line)).Message, StringComparison.Ordinal);

    [Fact]
    public void Whatever_is_read_only_a_format_error_comes_out()
    {
        var lines = Fixture.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Gen.Select(Gen.Int[0, lines.Length - 1], Gen.Int[0, 4000], Gen.Char, Gen.Bool).Sample(
            (line, at, c, cut) =>
            {
                var text = lines[line];
                at %= text.Length;
                try
                {
                    CaseJson.ReadLine(cut ? text[..at] : text[..at] + c + text[(at + 1)..]);
                }
                catch (FormatException)
                {
                    // What is asked for.
                }
            },
            iter: 10_000,
            threads: 2);
    }

    /// <summary>Not only the same text again, which would hold for members that are never written.</summary>
    private static bool Same(CaseEvent e, CaseEvent read) => (e, read) switch
    {
        (CaseOpened a, CaseOpened b) => a.CaseId == b.CaseId && a.Agent == b.Agent && a.Task == b.Task && a.Failure == b.Failure && a.Deadline == b.Deadline
            && a.ExpectedAttempt == b.ExpectedAttempt && a.Usage == b.Usage && a.Key == b.Key && a.Workspace == b.Workspace && a.Policy.Deadline == b.Policy.Deadline
            && a.Policy.Envelope == b.Policy.Envelope && a.Policy.ReportFields.SequenceEqual(b.Policy.ReportFields)
            && a.Policy.SelfRecovery.Timeout == b.Policy.SelfRecovery.Timeout && a.Policy.SelfRecovery.Attempts == b.Policy.SelfRecovery.Attempts
            && a.Policy.SelfRecovery.Target == b.Policy.SelfRecovery.Target && a.Policy.PeerConsultation.To.SequenceEqual(b.Policy.PeerConsultation.To)
            && a.Policy.ArchitectureReview.Triggers.SequenceEqual(b.Policy.ArchitectureReview.Triggers)
            && a.Policy.UserDecision.Cards == b.Policy.UserDecision.Cards && a.Policy.UserDecision.Expires == b.Policy.UserDecision.Expires
            && a.Policy.UserDecision.OnExpiry == b.Policy.UserDecision.OnExpiry && a.Policy.PeerConsultation.Title == b.Policy.PeerConsultation.Title
            && a.Policy.Errors.Select(rule => (rule.Name, rule.Class, rule.Recovery, rule.Ask, rule.Trigger, string.Join(',', rule.Codes)))
                .SequenceEqual(b.Policy.Errors.Select(rule => (rule.Name, rule.Class, rule.Recovery, rule.Ask, rule.Trigger, string.Join(',', rule.Codes)))),
        (ConsultStarted a, ConsultStarted b) => (a.Level, a.Number, a.Responder) == (b.Level, b.Number, b.Responder),
        (ConsultEnded a, ConsultEnded b) => (a.Level, a.Number, a.Responder, a.Fault, a.Elapsed) == (b.Level, b.Number, b.Responder, b.Fault, b.Elapsed)
            && a.Guidance?.Text == b.Guidance?.Text && a.Guidance?.HigherUp == b.Guidance?.HigherUp && a.Guidance?.Trigger == b.Guidance?.Trigger
            && a.Guidance?.Usage == b.Guidance?.Usage && a.Guidance?.Steps.Length == b.Guidance?.Steps.Length && a.Guidance?.Options.Length == b.Guidance?.Options.Length,
        (AttemptStarted a, AttemptStarted b) => (a.Level, a.Number) == (b.Level, b.Number),
        (AttemptEnded a, AttemptEnded b) => (a.Level, a.Number, a.Verdict, a.Approach, a.Claimed, a.HigherUp, a.Trigger, a.Usage, a.Elapsed)
            == (b.Level, b.Number, b.Verdict, b.Approach, b.Claimed, b.HigherUp, b.Trigger, b.Usage, b.Elapsed)
            && a.Files.IsDefault == b.Files.IsDefault && (a.Files.IsDefault || a.Files[0].Content!.Value.Span.SequenceEqual(b.Files[0].Content!.Value.Span)),
        (Escalated a, Escalated b) => (a.From, a.To, a.Cause, a.Detail) == (b.From, b.To, b.Cause, b.Detail),
        (CardIssued a, CardIssued b) => (a.Number, a.Expires, a.Digest, a.Options.Length) == (b.Number, b.Expires, b.Digest, b.Options.Length)
            && a.Options.Select(option => (option.Key, option.Title, option.Description, option.Consequence, option.Verified, option.MayEdit.Length, option.Steps.Length))
                .SequenceEqual(b.Options.Select(option => (option.Key, option.Title, option.Description, option.Consequence, option.Verified, option.MayEdit.Length, option.Steps.Length))),
        (DecisionTaken a, DecisionTaken b) => (a.Number, a.Option, a.Words, a.By) == (b.Number, b.Option, b.Words, b.By),
        (CardExpired a, CardExpired b) => a.Number == b.Number,
        (Resumed a, Resumed b) => a.Owner == b.Owner,
        (CaseClosed a, CaseClosed b) => a.Outcome == b.Outcome,
        _ => false,
    };
}
