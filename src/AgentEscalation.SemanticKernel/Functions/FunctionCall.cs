using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Routing;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>One call of a function and what its ladder does with it: the call is the work. Attempts come one after the other.</summary>
internal sealed class FunctionCall
{
    private readonly FunctionInvocationContext _context;
    private readonly FunctionRule _rule;
    private readonly Func<FunctionResult, CancellationToken, ValueTask<Verdict>>? _verify;
    private readonly Dictionary<ulong, int> _called = [];
    private KernelArguments _arguments;

    public FunctionCall(FunctionInvocationContext context, FunctionRule rule)
    {
        (_context, _rule) = (context, rule);
        _arguments = context.Arguments;
        _verify = rule.VerifierOf(context.Function);
    }

    public KernelFunction Function => _context.Function;

    public bool IsRepeatable => _rule.IsRepeatable(Function);

    public IReadOnlySet<string> Changeable => field ??= _rule.ChangeableOf(Function);

    /// <summary>What failed last; there is something once the first call did not succeed.</summary>
    public Failure Failure { get; private set; } = null!;

    /// <summary>The error that opened the case.</summary>
    public Fingerprint FirstError { get; private set; }

    /// <summary>What the function threw last; null when it returned its error.</summary>
    public Exception? Cause { get; private set; }

    /// <summary>How often the function ran.</summary>
    public int Calls { get; private set; }

    /// <summary>The names of the arguments that were replaced in the last call.</summary>
    public ImmutableArray<string> Changed { get; private set; } = [];

    /// <summary>Why the function was not called again, as said last; null when it was.</summary>
    public string? NotCalled { get; private set; }

    public AgentTask Task => new()
    {
        Agent = _rule.Agent,
        Text = $"Call the function {FunctionName.Of(Function)} so that it gives a result. It is for: {Function.Description}",
        Start = TaskStart.Failed,
        Failure = Failure,

        // The caller goes on with an account; a person's answer could not be acted on by a function that must not be called again.
        MayAskUser = IsRepeatable,
    };

    /// <summary>Makes the first call, as it was asked for.</summary>
    public async ValueTask<bool> SucceedsAsync(Func<FunctionInvocationContext, Task> next)
    {
        Calls++;
        try
        {
            await next(_context).ConfigureAwait(false);
        }
        catch (Exception e) when (!IsCancelled(e, _context.CancellationToken))
        {
            Failed(FunctionFailure.Of(e, Context()), e);
            return false;
        }

        if (!Accepts(_context.Result))
        {
            return false;
        }

        if (_verify is null)
        {
            return true;
        }

        var verdict = await JudgeOrSayWhyNotAsync(_context.Result, _context.CancellationToken).ConfigureAwait(false);
        verdict = verdict.Kind == VerdictKind.Unverifiable
            ? await JudgeOrSayWhyNotAsync(_context.Result, _context.CancellationToken).ConfigureAwait(false)
            : verdict;
        if (verdict.Why is { } why)
        {
            Failed(new() { Text = $"The result could not be verified: {why}", Class = "unverifiable", Context = Context(), RetryIsPointless = true }, null);
        }

        return verdict.IsVerified;
    }

    /// <summary>An attempt: calls the function again when that is allowed and something speaks for it.</summary>
    public async ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        NotCalled = null;
        var changes = ArgumentChanges.Of(attempt.Guidance, Function, Changeable);
        var arguments = changes.IsEmpty ? _arguments : changes.ApplyTo(_arguments);
        if (WhyNot(changes, arguments) is { } reason)
        {
            NotCalled = reason;
            return new() { GaveUp = true };
        }

        _arguments = arguments;
        Changed = [.. changes.Values.Keys.Order(StringComparer.OrdinalIgnoreCase)];
        return await CallAsync(attempt, arguments, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<Verdict> VerifyAsync(AttemptResult said, CancellationToken cancellationToken)
    {
        if (NotCalled is { } reason)
        {
            return new(Verdict.Failed(Failure with
            {
                Text = $"{Failure.Text.Value}\nNot called again: {reason}",
                RetryIsPointless = true,
                Fingerprint = Failure.Fingerprint,
            }));
        }

        if (said.Value is not FunctionResult result)
        {
            return new(Verdict.Failed(Failure with { RetryIsPointless = !MayRepeatAsItWas(), Fingerprint = Failure.Fingerprint }));
        }

        return _verify is null ? new(Verdict.Verified) : JudgeAsync(result, cancellationToken);
    }

    private async ValueTask<Verdict> JudgeAsync(FunctionResult result, CancellationToken cancellationToken)
    {
        var verdict = await _verify!(result, cancellationToken).ConfigureAwait(false);
        if (verdict.Failure is { } failure)
        {
            failure = failure.Context.IsEmpty ? failure with { Context = Context() } : failure;
            Failed(failure, null);
            return Verdict.Failed(failure);
        }

        return verdict;
    }

    private async ValueTask<Verdict> JudgeOrSayWhyNotAsync(FunctionResult result, CancellationToken cancellationToken)
    {
        try
        {
            return await JudgeAsync(result, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!IsCancelled(e, cancellationToken))
        {
            return Verdict.Unverifiable(FunctionFailure.Describe(e));
        }
    }

    private async ValueTask<AttemptResult> CallAsync(Attempt attempt, KernelArguments arguments, CancellationToken cancellationToken)
    {
        var approach = new Approach(Digest(arguments));
        Calls++;
        Nesting.EnterAttempt(attempt);
        try
        {
            var result = await Function.InvokeAsync(_context.Kernel, arguments, cancellationToken).ConfigureAwait(false);
            return Accepts(result) ? new() { Value = result, Approach = approach } : new() { GaveUp = true, Approach = approach };
        }
        catch (Exception e) when (!IsCancelled(e, cancellationToken))
        {
            Failed(FunctionFailure.Of(e, Context()), e);
            return new() { GaveUp = true, Approach = approach };
        }
    }

    private bool Accepts(FunctionResult result)
    {
        if (_rule.ErrorIn(result) is not { } error)
        {
            return true;
        }

        Failed(FunctionFailure.Returned(error, Context()), null);
        return false;
    }

    private void Failed(Failure failure, Exception? cause)
    {
        _called.TryAdd(Digest(_arguments), 1);
        Failure = failure;
        Cause = cause;
        FirstError = FirstError.IsUnknown ? failure.Fingerprint : FirstError;
    }

    /// <summary>Why the function is not called; null when it is, and the call is counted.</summary>
    private string? WhyNot(ArgumentChanges changes, KernelArguments arguments)
    {
        if (!IsRepeatable)
        {
            return "the function is not marked as repeatable, so a second call might do its work twice.";
        }

        if (changes.Fault is { } fault)
        {
            return fault;
        }

        if (changes.IsEmpty && !MayRepeatAsItWas())
        {
            return Changeable.Count == 0
                ? "no argument may be replaced, and the same call would fail the same way."
                : "nobody gave other arguments, and the same call would fail the same way.";
        }

        return Counts(arguments) > (changes.IsEmpty ? 2 : 1) ? "it was called with these arguments already." : null;
    }

    /// <summary>An error that does not blame the call may pass; for that the same call is made once more, not again and again.</summary>
    private bool MayRepeatAsItWas() =>
        (Cause is null || !FunctionFailure.BlamesTheCall(Cause)) && !Failure.RetryIsPointless && _called.GetValueOrDefault(Digest(_arguments)) < 2;

    private int Counts(KernelArguments arguments)
    {
        var digest = Digest(arguments);
        return _called[digest] = _called.GetValueOrDefault(digest) + 1;
    }

    private string Context() => FunctionFailure.Context(Function, _arguments, Changeable);

    private ulong Digest(KernelArguments arguments)
    {
        var text = new StringBuilder(FunctionName.Of(Function));
        foreach (var parameter in Function.Metadata.Parameters)
        {
            arguments.TryGetValue(parameter.Name, out var value);
            text.Append('\n').Append(parameter.Name).Append('=').Append(FunctionFailure.Shown(value));
        }

        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))) | 1;
    }

    private static bool IsCancelled(Exception e, CancellationToken token) => e is OperationCanceledException && token.IsCancellationRequested;
}
