namespace Entente.Node.Oversight;

/// <summary>A work that waits for the writer, and whoever waits for it.</summary>
internal abstract class WaitingWork
{
    private Exception? _refused;

    /// <summary>Completed once the work is durable or has failed.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True where the work is one act and cannot fail by itself.</summary>
    public virtual bool OnlyRecords => false;

    /// <summary>Does the work.</summary>
    public abstract void Do(Work work);

    /// <summary>The work threw and was undone; whoever waits learns of it with the others.</summary>
    public void Refuse(Exception exception) => _refused = exception;

    /// <summary>The transaction is on the disk.</summary>
    public void Finish()
    {
        if (_refused is null)
        {
            Done.TrySetResult();
        }
        else
        {
            Done.TrySetException(_refused);
        }
    }

    /// <summary>The transaction failed.</summary>
    public void Fail(Exception exception) => Done.TrySetException(_refused ?? exception);
}

/// <summary>A work with a result.</summary>
internal sealed class WaitingWork<T>(Func<Work, T> work) : WaitingWork
{
    private T? _result;

    /// <summary>The result; only once the work is done.</summary>
    public T Result => Done.Task.IsCompletedSuccessfully
        ? _result! // Set by Do, which ran before Done was completed.
        : throw new InvalidOperationException("The work is not done.");

    /// <inheritdoc />
    public override void Do(Work under) => _result = work(under);
}

/// <summary>An act that changes no row.</summary>
internal sealed class WaitingAct(Act act) : WaitingWork
{
    /// <inheritdoc />
    public override bool OnlyRecords => true;

    /// <inheritdoc />
    public override void Do(Work work) => work.Record(act);
}
