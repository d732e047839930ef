using System.Globalization;
using System.Text;
using AgentEscalation.Testing.Scripting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AgentEscalation.Testing.Endpoint;

/// <summary>Writes an answer to the connection, with whatever goes wrong on the way.</summary>
internal static class FaultyAnswer
{
    private const string Page =
        "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>\n";

    /// <summary>What a fault that needs an answer cuts or breaks.</summary>
    private static readonly ScriptedAnswer Interrupted = ScriptedAnswer.Say("an answer that goes on for long enough to be cut somewhere in its middle");

    public static Task WriteAsync(HttpContext context, Wire wire, ScriptedCall call, ScriptedAnswer answer, TimeProvider time)
    {
        var token = context.RequestAborted;
        switch (answer.Fault?.Kind)
        {
            case null:
                return AnswerAsync(context, wire, call, answer);
            case ScriptedFaultKind.Status:
                if (answer.Fault.RetryAfter is { } wait)
                {
                    context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                }

                return ErrorAsync(context, wire, answer.Fault.StatusCode, answer.Fault.Message);
            case ScriptedFaultKind.DroppedConnection:
                context.Abort();
                return Task.CompletedTask;
            case ScriptedFaultKind.DroppedMidAnswer:
                return CutAsync(context, wire, call, abort: true);
            case ScriptedFaultKind.TruncatedBody:
                return CutAsync(context, wire, call, abort: false);
            case ScriptedFaultKind.Silence:
                return Task.Delay(Timeout.InfiniteTimeSpan, time, token);
            case ScriptedFaultKind.InvalidBody:
                context.Response.ContentType = call.IsStreaming ? wire.StreamType : "application/json";
                return TextAsync(context, call.IsStreaming && wire.StreamType == "text/event-stream" ? "data: {\"id\": nonsense]\n\n" : "{\"id\": nonsense]");
            default:
                context.Response.StatusCode = answer.Fault.StatusCode;
                context.Response.ContentType = "text/html; charset=utf-8";
                return TextAsync(context, Page);
        }
    }

    public static Task ErrorAsync(HttpContext context, Wire wire, int status, string message)
    {
        context.Response.StatusCode = status;
        return Wire.JsonAsync(context, wire.Error(status, message));
    }

    private static async Task AnswerAsync(HttpContext context, Wire wire, ScriptedCall call, ScriptedAnswer answer)
    {
        if (!call.IsStreaming)
        {
            await Wire.JsonAsync(context, wire.Whole(call, answer)).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = wire.StreamType;
        foreach (var piece in wire.Pieces(call, answer))
        {
            await TextAsync(context, piece).ConfigureAwait(false);
        }
    }

    private static async Task CutAsync(HttpContext context, Wire wire, ScriptedCall call, bool abort)
    {
        var whole = call.IsStreaming ? string.Concat(wire.Pieces(call, Interrupted)) : wire.Whole(call, Interrupted).ToJsonString();
        context.Response.ContentType = call.IsStreaming ? wire.StreamType : "application/json";
        await TextAsync(context, whole[..(whole.Length / 2)]).ConfigureAwait(false);
        if (abort)
        {
            // The half has to be under way, or the caller would see a connection that never answered.
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            context.Abort();
        }
        else
        {
            await context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().CompleteAsync().ConfigureAwait(false);
        }
    }

    private static async Task TextAsync(HttpContext context, string text)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
