using System.Runtime.Versioning;
using System.Text.Json;
using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Chat;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Testing.Scripting;
using AgentEscalation.Tests.Workspaces;
using AgentEscalation.Workspaces;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Tests.Chat;

/// <summary>A folder whose code.txt has to say 0, agents <c>worker</c>, <c>coordinator</c> and <c>architect</c> from files, and models behind
/// them.</summary>
[SupportedOSPlatform("linux")]
internal sealed class ChatLadder : IDisposable
{
    private readonly TestFolder _agents = new();

    public ChatLadder(string tools = "Read, Grep, Glob, Edit, Write", string model = "inherit")
    {
        Folder = new(("code.txt", "9\n"), ("other.txt", "first\nsecond\n"), ("tests/test.txt", "wants 0"));
        _agents.Write("worker.md", $"---\nname: worker\ndescription: works\nmodel: {model}\ntools: {tools}\n---\n\nYou are the worker.\n");
        _agents.Write("coordinator.md", "---\nname: coordinator\ndescription: answers\nmodel: inherit\n---\n\nYou are the coordinator.\n");
        _agents.Write("architect.md", "---\nname: architect\ndescription: answers\nmodel: inherit\n---\n\nYou are the architect.\n");
        Catalog = AgentCatalog.Create([AgentRoot.FromDirectory(_agents.Root)], builtIn: false);
    }

    public static EscalationPolicy Rules { get; } = EscalationPolicy.Default with
    {
        SelfRecovery = EscalationPolicy.Default.SelfRecovery with { Attempts = 2 },
        PeerConsultation = EscalationPolicy.Default.PeerConsultation with { To = ["coordinator"] },
        ArchitectureReview = EscalationPolicy.Default.ArchitectureReview with
        {
            To = ["architect"],
            Triggers = [new("design-fault", "The design is at fault")],
        },
    };

    public TestFolder Folder { get; }

    public AgentCatalog Catalog { get; }

    public NumberVerifier Verifier { get; } = new();

    public AgentTask Task => AgentTask.Verify("worker", "make it 0", Folder.Root);

    public EscalationRouter Router(IChatClient client, EscalationPolicy? policy = null, Action<ChatSetup>? chat = null, Action<RouterBuilder>? more = null) =>
        EscalationRouter.Create(o =>
        {
            o.Catalog(Catalog).Policy("worker", policy ?? Rules).Verifier("", Verifier).UseChat(c =>
            {
                c.Client("main", client);
                chat?.Invoke(c);
            });
            more?.Invoke(o);
        });

    public static string Work(string edits = "", bool done = true, string notes = "looked", string? trigger = null) =>
        $$"""{"edits":[{{edits}}],"done":{{(done ? "true" : "false")}},"notes":"{{notes}}","trigger":{{(trigger is null ? "null" : $"\"{trigger}\"")}}}""";

    public static string Write(string text, string path = "code.txt") => $$"""{"action":"write","path":"{{path}}","old":"","new":"{{text}}"}""";

    public static string Advice(string text, string kind = "guidance", string? trigger = null, string options = "") =>
        $$"""{"kind":"{{kind}}","text":"{{text}}","steps":["{{text}}"],"trigger":{{(trigger is null ? "null" : $"\"{trigger}\"")}},"options":[{{options}}]}""";

    public static bool IsAdvice(ScriptedCall call) => call.Contains("\"higher_up\"");

    /// <summary>A model that answers one after the other, the last one for ever.</summary>
    public static ScriptedChatClient Model(params ScriptedAnswer[] answers) => new(new ChatScript().Next(answers.AsSpan(..^1)).Always(answers[^1]));

    /// <summary>A model that is a function of what it is told.</summary>
    public static ScriptedChatClient Model(Func<ScriptedCall, ScriptedAnswer> answer) => new(new ChatScript().When(static _ => true, answer));

    public static ScriptedAnswer Say(string text, int input = 100, int output = 20) =>
        ScriptedAnswer.Say(text) with { InputTokens = input, OutputTokens = output };

    public static ScriptedAnswer Call(params (string Name, Dictionary<string, object?> Arguments)[] calls) =>
        ScriptedAnswer.Call([.. calls.Select(static call => new ScriptedToolCall(call.Name, JsonSerializer.Serialize(call.Arguments)))])
            with { InputTokens = 100, OutputTokens = 20 };

    public void Dispose()
    {
        Folder.Dispose();
        _agents.Dispose();
    }

    /// <summary>Wants 0 in code.txt; the rank is the number. The test is its own.</summary>
    internal sealed class NumberVerifier : IVerifier, IWorkspaceRules
    {
        private int _looks;

        public int Looks => _looks;

        public bool TestWasTouched { get; private set; }

        public string Error { get; set; } = "";

        public WorkspaceOptions RulesFor(AgentTask task, WorkspaceOptions options) => options with { Protected = ["tests/**"] };

        public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _looks);
            TestWasTouched |= attempt.Workspace!.ReadText("tests/test.txt") != "wants 0";
            var text = attempt.Workspace.ReadText("code.txt")?.Trim() ?? "nothing";
            return new(text == "0"
                ? Verdict.Verified
                : Verdict.Failed(new Failure { Text = $"code.txt says {text}, not 0\n{Error}", Class = "number", Rank = int.TryParse(text, out var n) ? n : 1000 }));
        }
    }
}
