namespace AgentEscalation.Rust.Source;

/// <summary>What a node of the tree is. The order matters: the groups are ranges, see <see cref="NodeKinds"/>.</summary>
internal enum NodeKind : byte
{
    File,
    Error,
    Attribute,
    InnerAttribute,
    Visibility,
    Generics,
    LifetimeParam,
    TypeParam,
    ConstParam,
    Bounds,
    Where,
    Predicate,
    ParamList,
    Param,
    SelfParam,
    ReturnType,
    FieldList,
    FieldDef,
    Variant,
    ItemList,
    UseTree,
    GenericArgs,
    Lifetime,
    AssocArg,
    ArgList,
    FieldInit,
    Arm,
    Guard,
    Label,
    ElseBlock,

    Fn,
    Struct,
    Enum,
    Union,
    Trait,
    Impl,
    Mod,
    Use,
    Const,
    Static,
    TypeAlias,
    ExternCrate,
    ForeignMod,
    MacroRules,
    MacroItem,

    Let,
    ExprStatement,
    EmptyStatement,

    RefType,
    PointerType,
    PathType,
    TupleType,
    ParenType,
    SliceType,
    ArrayType,
    FnType,
    DynType,
    ImplType,
    NeverType,
    InferType,
    MacroType,

    NamePattern,
    WildPattern,
    RefPattern,
    TuplePattern,
    TupleStructPattern,
    StructPattern,
    FieldPattern,
    SlicePattern,
    LiteralPattern,
    RangePattern,
    OrPattern,
    PathPattern,
    RestPattern,
    MacroPattern,

    Block,
    If,
    LetCondition,
    Match,
    Loop,
    While,
    For,
    Closure,
    Call,
    MethodCall,
    Field,
    Index,
    Unary,
    Ref,
    Binary,
    Assign,
    CompoundAssign,
    Range,
    Cast,
    Try,
    Await,
    Return,
    Break,
    Continue,
    Paren,
    Tuple,
    Array,
    ArrayRepeat,
    Path,
    StructLiteral,
    Literal,
    MacroCall,
    Underscore,
}

internal static class NodeKinds
{
    public static bool IsItem(this NodeKind kind) => kind is >= NodeKind.Fn and <= NodeKind.MacroItem;

    public static bool IsStatement(this NodeKind kind) => kind is >= NodeKind.Let and <= NodeKind.EmptyStatement;

    public static bool IsType(this NodeKind kind) => kind is >= NodeKind.RefType and <= NodeKind.MacroType;

    public static bool IsPattern(this NodeKind kind) => kind is >= NodeKind.NamePattern and <= NodeKind.MacroPattern;

    public static bool IsExpression(this NodeKind kind) => kind >= NodeKind.Block;

    /// <summary>Expressions that end a statement without a semicolon.</summary>
    public static bool IsBlockLike(this NodeKind kind) => kind is >= NodeKind.Block and <= NodeKind.For and not NodeKind.LetCondition;
}
