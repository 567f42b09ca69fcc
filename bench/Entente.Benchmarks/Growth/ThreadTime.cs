using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Entente.Benchmarks.Growth;

/// <summary>Processor time that the current thread has taken; the clock where the system does not tell.</summary>
internal static partial class ThreadTime
{
    // linux/include/uapi/linux/time.h: CLOCK_THREAD_CPUTIME_ID.
    private const int ThreadClock = 3;

    /// <summary>Time since some fixed moment.</summary>
    public static TimeSpan Now => OperatingSystem.IsLinux() && ClockGetTime(ThreadClock, out var time) == 0
        ? new TimeSpan((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick))
        : Stopwatch.GetElapsedTime(0);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
