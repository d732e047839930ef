using Microsoft.Extensions.Options;

namespace AgentEscalation.Sqlite;

/// <summary>Checks the ranges, generated from the attributes.</summary>
[OptionsValidator]
internal sealed partial class SqliteOptionsValidator : IValidateOptions<SqliteOptions>;
