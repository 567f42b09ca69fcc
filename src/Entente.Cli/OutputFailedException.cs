namespace Entente.Cli;

/// <summary>The place to write to refuses. The message says which place, why, and what to do.</summary>
internal sealed class OutputFailedException : Exception
{
    public OutputFailedException()
    {
    }

    public OutputFailedException(string message) : base(message)
    {
    }

    public OutputFailedException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
