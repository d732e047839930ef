using System.ComponentModel;
using Microsoft.SemanticKernel;

namespace AgentEscalation.Samples.KernelHost;

/// <summary>The functions of an application, as they were before anybody thought of errors.</summary>
public sealed class Shop
{
    private int _counts;

    [KernelFunction("count_stock"), Description("Counts the pieces of an article in stock.")]
    public int CountStock([Description("The article.")] string article) =>
        _counts++ == 0 ? throw new TimeoutException($"the stock of {article} is locked by another transaction") : 12;

    [KernelFunction("quote"), Description("Quotes the price of an article in a currency.")]
    public static string Quote([Description("The article.")] string article, [Description("The currency.")] string currency) =>
        currency == "EUR" ? $"{article}: 49.90 EUR" : throw new ArgumentException($"'{currency}' is no ISO 4217 code");

    [KernelFunction("send_mail"), Description("Sends a mail.")]
    public static string SendMail([Description("To whom.")] string to, [Description("The text.")] string text) =>
        throw new InvalidOperationException($"the mail server does not answer ({to}, {text.Length} characters)");
}
