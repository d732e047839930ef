using AgentEscalation.Benchmarks.Peers;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace AgentEscalation.Benchmarks;

/// <summary>A task given to an agent as a kernel's function, and the same task given to the router.</summary>
internal sealed class PluginJob
{
    private const string Text = "make the cache compile";

    private readonly Kernel _kernel;
    private readonly KernelFunction _function;
    private readonly KernelArguments _arguments = new() { ["task"] = Text };
    private readonly EscalationRouter _router;
    private readonly AgentTask _task = AgentTask.Work("rust-pro", Text);

    /// <param name="failing">Whether three of four attempts fail, or none.</param>
    public PluginJob(bool failing)
    {
        var hands = new Hands(failing);
        var builder = Kernel.CreateBuilder();
        builder.Services.AddAgentEscalation().AddSpecialist("rust-pro", hands).AddVerifier("rust-pro", hands)
            .AddAdviser(Level.PeerConsultation, static (_, _) => new(Guidance.Of("take the index out before the loop")));
        _kernel = builder.Build();
        _kernel.Plugins.AddAgents(_kernel.Services, "rust-pro");
        _function = _kernel.Plugins["rust_pro"]["work"];
        _router = _kernel.Services.GetRequiredService<EscalationRouter>();
    }

    public async ValueTask<string?> CallAsync() => (await _function.InvokeAsync(_kernel, _arguments).ConfigureAwait(false)).GetValue<string>();

    public ValueTask<RunResult> DirectAsync() => _router.RunAsync(_task);

    private sealed class Hands(bool failing) : ISpecialist, IVerifier
    {
        private static readonly Verdict Wrong = Verdict.Failed(new Failure { Text = FailingJob.Wrong, Class = "borrow-checker", Code = "E0502" });
        private int _calls;

        public ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken) => default;

        public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken) =>
            new(failing && ++_calls % 4 != 0 ? Wrong : Verdict.Verified);
    }
}
