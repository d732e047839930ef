using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace AgentEscalation.Cases;

/// <summary>What binds a decision to the card that the user saw. Every text goes in with its length, so that no two cards run together.</summary>
internal static class CardDigest
{
    public static ulong Of(CaseId caseId, int number, DateTimeOffset expires, ImmutableArray<DecisionOption> options, ulong? folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, caseId.ToString());
        Add(hash, number);
        Add(hash, expires.UtcTicks);
        Add(hash, folder is null ? 0 : 1);
        Add(hash, unchecked((long)folder.GetValueOrDefault()));
        foreach (var option in options)
        {
            Add(hash, option.Key);
            Add(hash, option.Title.Value);
            Add(hash, option.Description.Value);
            Add(hash, option.Consequence);
            Add(hash, option.Verified switch { true => 1, false => 0, null => -1 });
            AddCost(hash, option);
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

    private static void AddCost(IncrementalHash hash, DecisionOption option)
    {
        Add(hash, (int)option.Reversibility);
        Add(hash, option.Cost is null ? 0 : 1);
        if (option.Cost is { } cost)
        {
            Add(hash, cost.Time?.Ticks ?? -1);
            Add(hash, cost.Files ?? -1);
            Add(hash, cost.Lines ?? -1);
            Add(hash, cost.Measured ? 1 : 0);
            Add(hash, cost.Usage?.ToString());
        }
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
