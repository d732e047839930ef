using System.Collections.Immutable;
using System.Globalization;

namespace AgentEscalation.Rust.Verifiers;

/// <summary>Reads the report of libtest programs, one after another. Only lines before <c>failures:</c> say how a test ended: what follows
/// is captured output of tests, which may look like anything. The exit code, not this report, says whether all is well; the
/// report must agree with it.</summary>
internal static class LibtestReader
{
    private const int MostOutput = 8 * 1024;

    public static TestRun Read(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var tests = ImmutableArray.CreateBuilder<TestResult>();
        var complete = true;
        // A test may itself run a test program, whose report then stands inside the outer one's. A program that ends early leaves its
        // place on the stack, and no later program's summary can take it.
        var open = new Stack<Program>();
        foreach (var range in output.AsSpan().Split('\n'))
        {
            var line = output.AsSpan(range).TrimEnd('\r');
            if (Announced(line) is { } announced && !(open.TryPeek(out var outer) && outer.InFailures))
            {
                open.Push(new Program(announced));
            }
            else if (open.TryPeek(out var program))
            {
                program.Take(line);
                if (program.Ended)
                {
                    complete &= program.Consistent;
                    tests.AddRange(open.Pop().Results());
                }
            }
        }

        complete &= open.Count == 0;
        foreach (var program in open.Reverse())
        {
            tests.AddRange(program.Results());
        }

        return new TestRun(tests.ToImmutable(), complete);
    }

    // "running 3 tests"
    private static int? Announced(ReadOnlySpan<char> line) =>
        line.StartsWith("running ") && (line.EndsWith(" tests") || line.EndsWith(" test"))
            && int.TryParse(line[8..line.LastIndexOf(' ')], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private sealed class Program(int announced)
    {
        private readonly Dictionary<string, List<string>> _outputs = new(StringComparer.Ordinal);
        private readonly List<TestResult> _tests = [];
        private List<string>? _current;

        public bool InFailures { get; private set; }

        public bool Ended { get; private set; }

        public bool Consistent { get; private set; }

        public IEnumerable<TestResult> Results() =>
            _tests.Select(t => t.Outcome == TestOutcome.Failed ? t with { Output = OutputOf(t.Name) } : t);

        public void Take(ReadOnlySpan<char> line)
        {
            if (line.StartsWith("test result: "))
            {
                Summary(line);
            }
            else if (line.SequenceEqual("failures:"))
            {
                (InFailures, _current) = (true, null);
            }
            else if (InFailures)
            {
                Failure(line);
            }
            else if (line.StartsWith("test ") && line.LastIndexOf(" ... ") is > 5 and var dots)
            {
                Result(line[5..dots], line[(dots + 5)..]);
            }
        }

        private void Result(ReadOnlySpan<char> name, ReadOnlySpan<char> outcome)
        {
            TestOutcome? parsed = outcome.StartsWith("ok") ? TestOutcome.Passed
                : outcome.StartsWith("FAILED") ? TestOutcome.Failed
                : outcome.StartsWith("ignored") ? TestOutcome.Ignored
                : null;
            // "name - should panic" and "name - compile fail" carry how the test is judged behind the name.
            foreach (var mode in (ReadOnlySpan<string>)[" - should panic", " - compile fail", " - compile"])
            {
                name = name.EndsWith(mode) ? name[..^mode.Length] : name;
            }

            if (parsed is { } known && _tests.Count < announced)
            {
                _tests.Add(new TestResult(name.ToString(), known));
            }
        }

        private void Failure(ReadOnlySpan<char> line)
        {
            if (line.StartsWith("---- ") && line.EndsWith(" stdout ----"))
            {
                var name = line[5..^12].ToString();
                // Only a test that failed has output here; a line like this inside an output is part of it.
                if (_tests.Exists(t => t.Outcome == TestOutcome.Failed && t.Name == name) && !_outputs.ContainsKey(name))
                {
                    _outputs[name] = _current = [];
                    return;
                }
            }

            _current?.Add(line.ToString());
        }

        // "test result: FAILED. 1 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s". One with other
        // counts was printed by a test.
        private void Summary(ReadOnlySpan<char> line)
        {
            var (passed, failed, ignored) = (Count(line, " passed;"), Count(line, " failed;"), Count(line, " ignored;"));
            if (passed + failed + ignored == announced)
            {
                Ended = true;
                Consistent = line.StartsWith("test result: ok. ") && failed == 0;
            }
        }

        private string OutputOf(string name)
        {
            var text = _outputs.TryGetValue(name, out var lines) ? string.Join('\n', lines).Trim() : "";
            return text.Length <= MostOutput ? text : text[..MostOutput] + "\n[cut]";
        }

        private static int Count(ReadOnlySpan<char> line, string what)
        {
            var end = line.IndexOf(what);
            var start = end < 0 ? -1 : line[..end].LastIndexOf(' ');
            return start >= 0 && int.TryParse(line[(start + 1)..end], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;
        }
    }
}
