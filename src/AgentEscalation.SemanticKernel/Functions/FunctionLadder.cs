using AgentEscalation.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>Lets a function run, and when it fails its ladder, and gives the caller the verified result or the account. Safe for any thread.</summary>
internal sealed class FunctionLadder(IServiceProvider services, IOptions<FunctionRules> options)
{
    private readonly ILogger _logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(Log.Category);
    private int _looked;

    /// <summary>Resolved when first needed: what works for the router may itself come from a kernel that has this filter.</summary>
    private EscalationRouter Router => field ??= services.GetRequiredService<EscalationRouter>();

    public FunctionRule? RuleOf(FunctionInvocationContext context)
    {
        var rules = options.Value;
        if (_looked == 0 && Interlocked.Exchange(ref _looked, 1) == 0)
        {
            WarnOfUnknown(rules, context.Kernel);
        }

        return rules.Of(context.Function);
    }

    public async Task InvokeAsync(
        FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next, FunctionRule rule, bool byModel, Conversation? conversation)
    {
        var call = new FunctionCall(context, rule);
        if (await call.SucceedsAsync(next).ConfigureAwait(false))
        {
            Router.Scorecard.TaskCompleted(rule.Agent);
            return;
        }

        if (call.Cause is FunctionUnresolvedException)
        {
            // A function inside this one went up already; what it came to is what there is to say.
            Deliver(context, rule, byModel, call.Cause.Message, null, call.Cause);
            return;
        }

        await ClimbAsync(context, rule, call, byModel, conversation).ConfigureAwait(false);
    }

    private async Task ClimbAsync(FunctionInvocationContext context, FunctionRule rule, FunctionCall call, bool byModel, Conversation? conversation)
    {
        var name = FunctionName.Of(context.Function);
        Log.FunctionFailed(_logger, name, rule.Agent, call.Failure.Class);
        string? earlier = null;
        if (conversation?.MayClimb(name, call.FirstError, out earlier) == false)
        {
            Deliver(context, rule, byModel, FunctionAccount.Again(call, earlier), null, call.Cause);
            return;
        }

        RunResult<AttemptResult> run;
        try
        {
            run = await RunAsync(call, context.CancellationToken).ConfigureAwait(false);
        }
        catch (TaskRefusedException e)
        {
            Log.FunctionUnresolved(_logger, name, e.Message);
            Deliver(context, rule, byModel, FunctionAccount.NotClimbed(call, e.Message), null, call.Cause);
            return;
        }

        context.CancellationToken.ThrowIfCancellationRequested();
        if (run.TryGetValue(out var said))
        {
            context.Result = FunctionAccount.WithTrail((FunctionResult)said.Value!, run, call);
            Log.FunctionResolved(_logger, name, (int)run.Outcome!.Value.Level, call.Calls);
            return;
        }

        var account = FunctionAccount.Of(call, run);
        Log.FunctionUnresolved(_logger, name, run.ToString());
        conversation?.Keep(name, call.FirstError, account);
        Deliver(context, rule, byModel, account, run, call.Cause);
    }

    private async ValueTask<RunResult<AttemptResult>> RunAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        if (Nesting.IsDeepest)
        {
            throw new TaskRefusedException($"Functions and agents call one another {Nesting.Deepest} deep at most.");
        }

        Nesting.Enter();
        return await Router.RunAsync(call.Task, call.WorkAsync, call.VerifyAsync, cancellationToken).ConfigureAwait(false);
    }

    private static void Deliver(
        FunctionInvocationContext context, FunctionRule rule, bool byModel, string account, RunResult? run, Exception? cause)
    {
        context.Result = byModel || rule.AccountAsResult
            ? new FunctionResult(context.Function, account)
            : throw new FunctionUnresolvedException(account, run, cause);
    }

    private void WarnOfUnknown(FunctionRules rules, Kernel kernel)
    {
        foreach (var name in rules.All.SelectMany(rule => rule.Named).Distinct())
        {
            if (!name.IsIn(kernel.Plugins))
            {
                Log.FunctionUnknown(_logger, name.ToString(), Near(name, kernel));
            }
        }
    }

    private static string Near(FunctionName name, Kernel kernel)
    {
        var near = kernel.Plugins.SelectMany(plugin => plugin).Where(function =>
            string.Equals(function.Name, name.Function, StringComparison.OrdinalIgnoreCase)
            || string.Equals(function.PluginName, name.Plugin, StringComparison.OrdinalIgnoreCase)).Select(FunctionName.Of).Take(5).ToList();
        return near.Count == 0 ? "Functions are named 'Plugin-function'." : $"Near it: {string.Join(", ", near)}.";
    }
}
