using System.Text.Json;

namespace AgentEscalation.AspNetCore;

/// <summary>Members of enumerations as words, the same as on the command line.</summary>
internal static class Words
{
    public static string Slug<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
