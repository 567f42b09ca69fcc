using System.Runtime.InteropServices;

namespace Entente.Benchmarks.Exchange;

/// <summary>
/// Counts what the process writes through SQLite, in all its threads and for database, write-ahead log and key store alike, and kills the process (SIGKILL) at the one that was asked for: a write with half of its bytes on
/// the disk, a flush, a shortening or a deletion before it. It puts its own functions in the place of those of the system's files (https://sqlite.org/vfs.html); the layout of both structures is that of machines of 64 bits.
/// </summary>
internal static unsafe partial class DeadlyDisk
{
    private const string Library = "e_sqlite3";
    private const int Kill = 9;

    // Words of sqlite3_vfs, behind three numbers in two words, and of sqlite3_io_methods, behind one.
    private const int OpenWord = 5, DeleteWord = 6, WriteWord = 3, TruncateWord = 4, SyncWord = 5, MethodsWords = 19;

    private static readonly Lock Copying = new();
    private static readonly Dictionary<nint, nint> Copies = [];

    private static delegate* unmanaged<nint, nint, nint, int, int*, int> s_open;
    private static delegate* unmanaged<nint, nint, int, int> s_delete;
    private static delegate* unmanaged<nint, nint, int, long, int> s_write;
    private static delegate* unmanaged<nint, long, int> s_truncate;
    private static delegate* unmanaged<nint, int, int> s_sync;

    private static long s_deadly = long.MaxValue, s_written, s_flushes;

    /// <summary>Begins to count, before the first file is opened.</summary>
    public static void Install()
    {
        var system = (nint*)Find(0);
        s_open = (delegate* unmanaged<nint, nint, nint, int, int*, int>)system[OpenWord];
        s_delete = (delegate* unmanaged<nint, nint, int, int>)system[DeleteWord];
        system[OpenWord] = (nint)(delegate* unmanaged<nint, nint, nint, int, int*, int>)&Open;
        system[DeleteWord] = (nint)(delegate* unmanaged<nint, nint, int, int>)&Delete;
    }

    /// <summary>How many writes, flushes among them, there were since this was asked last; and from now on the process dies at this one.</summary>
    /// <param name="deadly">Its number, from 1; 0 for none.</param>
    public static string Arm(long deadly)
    {
        Interlocked.Exchange(ref s_deadly, long.MaxValue);
        var counted = $"{Interlocked.Exchange(ref s_written, 0)} {Interlocked.Exchange(ref s_flushes, 0)}";
        Interlocked.Exchange(ref s_deadly, deadly == 0 ? long.MaxValue : deadly);
        return counted;
    }

    private static bool IsDeadly() => Interlocked.Increment(ref s_written) == Interlocked.Read(ref s_deadly);

    private static void Die()
    {
        _ = Kill_(Environment.ProcessId, Kill);
        Thread.Sleep(Timeout.Infinite);
    }

    [UnmanagedCallersOnly]
    private static int Open(nint system, nint name, nint file, int flags, int* outFlags)
    {
        var code = s_open(system, name, file, flags, outFlags);
        var methods = *(nint*)file;
        if (methods != 0)
        {
            *(nint*)file = CopyOf(methods);
        }

        return code;
    }

    private static nint CopyOf(nint methods)
    {
        lock (Copying)
        {
            if (!Copies.TryGetValue(methods, out var copy))
            {
                var from = (nint*)methods;
                var to = (nint*)NativeMemory.Alloc(MethodsWords, (nuint)sizeof(nint));
                new ReadOnlySpan<nint>(from, MethodsWords).CopyTo(new Span<nint>(to, MethodsWords));

                // Every kind of file has the same three; they differ in how they lock.
                s_write = (delegate* unmanaged<nint, nint, int, long, int>)from[WriteWord];
                s_truncate = (delegate* unmanaged<nint, long, int>)from[TruncateWord];
                s_sync = (delegate* unmanaged<nint, int, int>)from[SyncWord];
                to[WriteWord] = (nint)(delegate* unmanaged<nint, nint, int, long, int>)&Write;
                to[TruncateWord] = (nint)(delegate* unmanaged<nint, long, int>)&Truncate;
                to[SyncWord] = (nint)(delegate* unmanaged<nint, int, int>)&Sync;
                Copies[methods] = copy = (nint)to;
            }

            return copy;
        }
    }

    [UnmanagedCallersOnly]
    private static int Delete(nint system, nint name, int syncs)
    {
        if (IsDeadly())
        {
            Die();
        }

        return s_delete(system, name, syncs);
    }

    [UnmanagedCallersOnly]
    private static int Write(nint file, nint bytes, int length, long at)
    {
        if (IsDeadly())
        {
            _ = s_write(file, bytes, length / 2, at);
            Die();
        }

        return s_write(file, bytes, length, at);
    }

    [UnmanagedCallersOnly]
    private static int Truncate(nint file, long length)
    {
        if (IsDeadly())
        {
            Die();
        }

        return s_truncate(file, length);
    }

    [UnmanagedCallersOnly]
    private static int Sync(nint file, int flags)
    {
        Interlocked.Increment(ref s_flushes);
        if (IsDeadly())
        {
            Die();
        }

        return s_sync(file, flags);
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_vfs_find")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial nint Find(nint name);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill_(int process, int signal);
}
