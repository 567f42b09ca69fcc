namespace Entente.Node.Oversight;

/// <summary>The codes of what is done with published figures.</summary>
internal static partial class ActionCode
{
    /// <summary>A file of figures was read on trial.</summary>
    public const string DataSetTried = "data-set.tried";

    /// <summary>A file of figures that had been tried was given up.</summary>
    public const string DataSetDiscarded = "data-set.discarded";

    /// <summary>A file of figures was taken.</summary>
    public const string DataSetTaken = "data-set.taken";

    /// <summary>The taking of a file of figures was undone.</summary>
    public const string DataSetUndone = "data-set.undone";
}
