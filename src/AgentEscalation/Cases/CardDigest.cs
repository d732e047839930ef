using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace AgentEscalation.Cases;

/// <summary>What binds a decision to the card that the user saw. Every text goes in with its length, so that no two cards run together.</summary>
internal static class CardDigest
{
    public static ulong Of(CaseId caseId, int number, DateTimeOffset expires, ImmutableArray<DecisionOption> options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, caseId.ToString());
        Add(hash, number);
        Add(hash, expires.UtcTicks);
        foreach (var option in options)
        {
            Add(hash, option.Key);
            Add(hash, option.Title.Value);
            Add(hash, option.Description.Value);
            Add(hash, option.Consequence);
            Add(hash, option.Verified switch { true => 1, false => 0, null => -1 });
            var mayEdit = option.MayEdit.IsDefault ? [] : option.MayEdit;
            Add(hash, mayEdit.Length);
            foreach (var glob in mayEdit)
            {
                Add(hash, glob);
            }

            Add(hash, option.Steps.Length);
            foreach (var step in option.Steps)
            {
                Add(hash, step.Kind);
                Add(hash, step.Arguments.Count);
                foreach (var (name, value) in step.Arguments.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    Add(hash, name);
                    Add(hash, value);
                }
            }
        }

        return BinaryPrimitives.ReadUInt64BigEndian(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, string? text)
    {
        Add(hash, text?.Length ?? -1);
        hash.AppendData(Encoding.UTF8.GetBytes(text ?? ""));
    }
}
