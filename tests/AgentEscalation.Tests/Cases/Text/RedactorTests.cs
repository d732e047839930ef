using System.Diagnostics;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using CsCheck;

namespace AgentEscalation.Tests.Cases.Text;

public sealed class RedactorTests
{
    // Made up, and put together here so that no scanner takes them for real ones.
    private const string Random = "q7Zk2Lw9Xv4Bn8Rt1Ys6";

    [Theory]
    [InlineData("key sk-" + Random + " end", "key [redacted] end")]
    [InlineData("key sk-proj-" + Random + "-" + Random, "key [redacted]")]
    [InlineData("ghp_" + Random + Random, "[redacted]")]
    [InlineData("github_pat_" + Random, "[redacted]")]
    [InlineData("glpat-" + Random, "[redacted]")]
    [InlineData("xoxb-123456789012-" + Random, "[redacted]")]
    [InlineData("aws AKIA" + "IOSFODNN7EXAMPLE.", "aws [redacted].")]
    [InlineData("Authorization: Bearer " + Random, "Authorization: Bearer [redacted]")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0." + Random, "[redacted]")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nafter", "[redacted]\nafter")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIE cut off", "[redacted]")]
    [InlineData("Server=db;User Id=sa;Password=hunter2;Encrypt=true", "Server=db;User Id=sa;Password=[redacted];Encrypt=true")]
    [InlineData("Server=db;Pwd=hunter2", "Server=db;Pwd=[redacted]")]
    [InlineData("postgres://app:hunter2@db:5432/x", "postgres://app:[redacted]@db:5432/x")]
    [InlineData("https://" + Random + "@github.com/a/b", "https://[redacted]@github.com/a/b")]
    [InlineData("API_TOKEN=" + Random, "API_TOKEN=[redacted]")]
    [InlineData("client_secret: \"" + Random + "\"", "client_secret: \"[redacted]\"")]
    [InlineData("{\"apiKey\": \"" + Random + "\"}", "{\"apiKey\": \"[redacted]\"}")]
    [InlineData("password = \"hunter2\"", "password = \"[redacted]\"")]
    [InlineData("AccountKey=" + Random + Random + "==;", "AccountKey=[redacted];")]
    public void Secrets_are_taken_out(string text, string expected) => Assert.Equal(expected, Redactor.Redact(text));

    [Theory]
    [InlineData("error[E0502]: cannot borrow `x` as mutable")]
    [InlineData("expected token: `;`, found `}`")]
    [InlineData("fn login(password: &str, token: String) -> Secret")]
    [InlineData("let token = parse(input)?;")]
    [InlineData("let secret = compute_secret(12);")]
    [InlineData("password = \"{}\"")]
    [InlineData("password=<your password>")]
    [InlineData("see https://docs.rs/serde/1.0.2/serde")]
    [InlineData("a bearer token is required")]
    [InlineData("sk-short")]
    [InlineData("task-force-12345678901234567890")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----")]
    [InlineData("unexpected token in crate::parser::tokens")]
    [InlineData("")]
    public void What_is_no_secret_stays_the_same_instance(string text) => Assert.Same(text, Redactor.Redact(text));

    [Fact]
    public void Redacting_again_changes_nothing()
    {
        string[] pieces =
        [
            "password=", "token: ", "\"", "'", "sk-", "eyJ", "://", "user:", "@", "Bearer ", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----",
            Random, "hunter2", " ", "\n", ";", "=", "{", "}", "[redacted]", "a.b.c", "AKIA",
        ];
        Gen.Int[0, pieces.Length - 1].Array[0, 12].Select(picks => string.Concat(picks.Select(pick => pieces[pick]))).Sample(
            text =>
            {
                var once = Redactor.Redact(text);
                return Redactor.Redact(once) == once;
            },
            iter: 10_000,
            threads: 2);
    }

    [Theory]
    [InlineData("token=1a")]
    [InlineData("bearer")]
    [InlineData("eyJ")]
    [InlineData("://a:")]
    [InlineData("-----BEGIN ")]
    [InlineData("password:\"")]
    [InlineData("sk-")]
    public void A_megabyte_of_almost_secrets_takes_no_more_than_linear_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var watch = Stopwatch.StartNew();
        Redactor.Redact(text);

        // A quadratic search would take minutes.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Everything_that_becomes_part_of_a_case_is_redacted_and_the_clean_stays_as_it_is()
    {
        const string Secret = "API_TOKEN=" + Random;
        var step = new GuidanceStep("set", System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("value", Secret));
        var option = new DecisionOption { Title = Secret, Description = Secret, Consequence = Secret, Steps = [step] };
        var failure = new Failure { Text = Secret, Context = Secret, Others = ["clean", Secret] };
        var guidance = new Guidance { Text = Secret, Steps = [step], Options = [option] };

        var redacted = failure.Redacted();
        var answer = guidance.Redacted();

        Assert.Equal(["clean", "API_TOKEN=[redacted]"], redacted.Others.Select(other => other.Value));
        Assert.DoesNotContain(Random, redacted.Text.Value + redacted.Context.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(Random, answer.Text.Value + answer.Steps[0].Arguments["value"] + answer.Options[0].Title.Value
            + answer.Options[0].Description.Value + answer.Options[0].Consequence + answer.Options[0].Steps[0].Arguments["value"], StringComparison.Ordinal);
        Assert.Equal("API_TOKEN=[redacted]", Verdict.Unverifiable(Secret).Redacted().Why);
        Assert.Same(redacted, redacted.Redacted());
        Assert.Same(answer, answer.Redacted());
    }
}
