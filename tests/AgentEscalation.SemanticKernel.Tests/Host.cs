using AgentEscalation.Cases;
using AgentEscalation.DependencyInjection;
using AgentEscalation.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Tests;

/// <summary>Kernels as an application builds them.</summary>
internal static class Host
{
    public static Kernel Kernel(Action<IAgentEscalationBuilder> ladder, Action<IKernelBuilder>? more = null)
    {
        var builder = Microsoft.SemanticKernel.Kernel.CreateBuilder();
        ladder(builder.Services.AddAgentEscalation());
        more?.Invoke(builder);
        return builder.Build();
    }

    public static EscalationRouter Router(this Kernel kernel) => kernel.Services.GetRequiredService<EscalationRouter>();
}

internal sealed class Specialist(Func<Attempt, CancellationToken, ValueTask<AttemptResult>> work) : ISpecialist
{
    public Specialist(Action<Attempt>? work = null)
        : this((attempt, _) =>
        {
            work?.Invoke(attempt);
            return default;
        })
    {
    }

    public ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken) => work(attempt, cancellationToken);
}

internal sealed class Verifier(Func<Attempt, Verdict> verify) : IVerifier
{
    public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken) => new(verify(attempt));
}

internal sealed class Adviser(Func<CaseReport, CancellationToken, ValueTask<Guidance?>> advise) : IAdviser
{
    public Adviser(Func<CaseReport, Guidance?> advise)
        : this((report, _) => new(advise(report)))
    {
    }

    public ValueTask<Guidance?> AdviseAsync(CaseReport report, CancellationToken cancellationToken) => advise(report, cancellationToken);
}

internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("agent-escalation-sk-").FullName;

    public string File(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
