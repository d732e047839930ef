using System.Collections.Frozen;

namespace AgentEscalation.Rust.Diagnostics;

/// <summary>Assigns diagnostics to the eight error classes.</summary>
public static class ErrorClasses
{
    private static readonly FrozenDictionary<string, ErrorClass> ByCode = Table(
        (ErrorClass.MoveSemantics, "E0382 E0505 E0507 E0508 E0509 E0525"),
        (ErrorClass.BorrowChecker, "E0381 E0384 E0499 E0500 E0501 E0502 E0503 E0506 E0510 E0524 E0594 E0596"),
        (ErrorClass.Lifetime, "E0106 E0195 E0226 E0227 E0228 E0261 E0262 E0263 E0309 E0310 E0311 E0373 E0478 E0491 E0495 E0515 E0521 "
            + "E0581 E0582 E0597 E0621 E0626 E0700 E0712 E0713 E0716 E0726 E0759 E0794"),
        (ErrorClass.TypeMismatch, "E0308 E0023 E0026 E0027 E0050 E0053 E0061 E0062 E0063 E0069 E0070 E0071 E0072 E0107 E0121 E0191 "
            + "E0271 E0282 E0283 E0284 E0559 E0560 E0600 E0604 E0605 E0606 E0607 E0608 E0609 E0610 E0614 E0615 E0616 E0617 E0618 "
            + "E0631 E0728 E0747 E0782"),
        (ErrorClass.TraitNotImplemented, "E0277 E0034 E0038 E0046 E0049 E0117 E0119 E0185 E0186 E0204 E0207 E0210 E0220 E0275 "
            + "E0276 E0323 E0324 E0325 E0366 E0367 E0368 E0369 E0404 E0405 E0407 E0437 E0438 E0576 E0599 E0720"),
        (ErrorClass.UnsafeCode, "E0133 E0197 E0198 E0199 E0200 E0793 unsafe_op_in_unsafe_fn static_mut_refs unsafe_code unused_unsafe "
            + "missing_unsafe_on_extern unsafe_attr_outside_unsafe deref_nullptr clippy::undocumented_unsafe_blocks "
            + "clippy::missing_safety_doc clippy::not_unsafe_ptr_arg_deref clippy::multiple_unsafe_ops_per_block"),
        // Listed so that a private field is a matter of visibility, whatever range its number falls in.
        (ErrorClass.NameSyntaxAndVisibility, "E0425 E0412 E0432 E0433 E0423 E0428 E0603 E0616 E0624 E0451 E0004 E0005"));

    // Region errors come without a code and would otherwise look like parser errors.
    private static readonly string[] RegionMessages =
        ["lifetime may not live long enough", "captured variable cannot escape", "not general enough"];

    /// <summary>The class of a diagnostic, by its code and, where the compiler gives none, by its message.</summary>
    /// <param name="diagnostic">An error or lint.</param>
    /// <returns>The class; <see cref="ErrorClass.NameSyntaxAndVisibility"/> for all that no other class claims.</returns>
    public static ErrorClass Of(RustDiagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        return diagnostic.Code is { } code ? ByCode.GetValueOrDefault(code)
            : IsRegionError(diagnostic.Message) ? ErrorClass.Lifetime
            : ErrorClass.NameSyntaxAndVisibility;
    }

    /// <summary>The id of a class as policies and reports write it, such as <c>borrow-checker</c>.</summary>
    /// <param name="errorClass">One of the eight classes.</param>
    /// <returns>Lower-case words with dashes.</returns>
    public static string Slug(this ErrorClass errorClass) => errorClass switch
    {
        ErrorClass.MoveSemantics => "move-semantics",
        ErrorClass.BorrowChecker => "borrow-checker",
        ErrorClass.Lifetime => "lifetime",
        ErrorClass.TypeMismatch => "type-mismatch",
        ErrorClass.TraitNotImplemented => "trait-not-implemented",
        ErrorClass.UnsafeCode => "unsafe-code",
        ErrorClass.TestFailure => "test-failure",
        _ => "name-syntax-and-visibility",
    };

    /// <summary>The class of an id.</summary>
    /// <param name="slug">An id such as <c>borrow-checker</c>, or null.</param>
    /// <returns>The class; null when no class has this id.</returns>
    public static ErrorClass? FromSlug(string? slug)
    {
        foreach (var errorClass in Enum.GetValues<ErrorClass>())
        {
            if (string.Equals(errorClass.Slug(), slug, StringComparison.Ordinal))
            {
                return errorClass;
            }
        }

        return null;
    }

    internal static bool IsRegionError(string message) =>
        Array.Exists(RegionMessages, m => message.Contains(m, StringComparison.Ordinal));

    private static FrozenDictionary<string, ErrorClass> Table(params (ErrorClass Class, string Codes)[] rows)
    {
        var table = new Dictionary<string, ErrorClass>(StringComparer.Ordinal);
        foreach (var (errorClass, codes) in rows)
        {
            foreach (var code in codes.Split(' '))
            {
                table[code] = errorClass;
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
