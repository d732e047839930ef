using System.Collections.Immutable;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns.Borrow;
using AgentEscalation.Rust.Patterns.Lifetimes;
using AgentEscalation.Rust.Patterns.Moves;
using AgentEscalation.Rust.Patterns.Names;
using AgentEscalation.Rust.Patterns.Traits;
using AgentEscalation.Rust.Patterns.Types;
using AgentEscalation.Rust.Patterns.Unsafe;
using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Patterns;

/// <summary>All repair patterns that need no model, in the order in which a coordinator would suggest them.</summary>
public static class RepairPatterns
{
    private static readonly ImmutableArray<RepairPattern> Single =
    [
        new InlineAccessor(), new LooseSelfLifetime(), new HoistArgument(), new LookUpTwice(), new ReturnFromData(), new DisjointElements(), new ShortenBorrow(),
        new TakeField(), new LookThroughOption(), new BorrowMoved(), new BorrowReceiver(), new BorrowParameter(), new HoistUse(), new CloneBindings(), new CloneMoved(),
        new InsertInTwoSteps(), new CursorLoop(), new SelfItself(), new LifetimeThroughTypes(), new OwnedCollection(), new AcceptFnMut(), new IndexLoop(), new CopyOut(), new LoopOverCopy(), new TakeAndRestore(), new CaptureFields(), new ScopedThreads(),
        new RelateLifetimes(), new HoistDeclaration(), new OwnedReturn(), new OwnedElement(), new OwnedClosureResult(),
        new IndexAsUsize(), new CollectOwned(), new CloneReference(), new DeriveForUse(), new FollowTrait(), new RestrictGeneric(), new MakeVisible(),
        new SinkClosure(), new MutableSource(), new MutableParameter(), new MutableBinding(), new WholeAtOnce(), new ClosureCapture(), new ClosureBound(),
        new LeastLifetime(), new LooseStatic(), new ObjectBound(), new FreshLifetime(), new OutlivesBound(), new StaticParameter(), new UnconstrainedResult(), new InferLifetime(),
        new HoldScrutinee(), new BorrowedObject(),
        new InferClosureParameter(), new NameTarget(), new FittingFields(), new NeedlessSign(), new CallConventions(), new GenericArguments(), new FittingValue(),
        new StaticDispatch(), new ImplParameters(), new SameBounds(), new SpelledOutAssignment(), new TraitItems(),
        new BindByValue(), new WriteInInspect(), new ReferenceMutability(), new LastQuestionMark(), new DiscardValue(), new SiblingConstructor(), new ShadowedType(), new SeparateParameters(),
        new DerefToImplementor(), new KnownAssociatedType(), new NoCopy(), new FromVariant(), new TotalOrder(), new RemoveElement(), new TakeRest(),
        new TakeOutOfDropped(), new DropLater(), new TakeBuffer(), new TakeLoan(), new ReassignBuilder(), new ReadBefore(), new OwnVariable(), new OkQuestionMark(), new IntegerToFloat(),
        new NeedlessUnsafe(), new CopyUnaligned(), new HarmlessFunction(),
    ];

    /// <summary>Every pattern on its own, and each again for all its sites at once.</summary>
    public static IReadOnlyList<ICandidates> All { get; } = [.. Single, .. Single.Select(pattern => new EverySite(pattern))];

    /// <summary>The patterns for a class of errors, the likeliest first.</summary>
    /// <param name="errorClass">The class of a case.</param>
    /// <returns>Ids, as guidance names them.</returns>
    public static IEnumerable<string> For(ErrorClass errorClass) => All.Where(pattern => pattern.Classes.Contains(errorClass)).Select(pattern => pattern.Id);
}
