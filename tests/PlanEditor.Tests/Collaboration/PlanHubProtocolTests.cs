using System.Buffers;
using System.Numerics;
using System.Text;
using Microsoft.AspNetCore.SignalR.Protocol;
using PlanEditor.Collaboration;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

public sealed class PlanHubProtocolTests
{
    [Fact]
    public void An_answer_takes_no_more_of_a_lines_memory_than_it_is_long()
    {
        var change = new RawJson(Encoding.UTF8.GetBytes($"\"{new string('x', 135_000)}\""));
        var line = new Line();
        new PlanHubProtocol().WriteMessage(CompletionMessage.WithResult("7", new ChangesAnswer(null, [change, change], false)), line);
        Assert.InRange(line.Length, 270_000, 271_000);
        Assert.InRange(line.Taken, line.Length, line.Length + Line.BlockSize);
    }

    /// <summary>Takes memory as a pipe does: blocks, and twice what is asked for in one piece.</summary>
    private sealed class Line : IBufferWriter<byte>
    {
        public const int BlockSize = 4096;

        private Memory<byte> _left;

        public int Length { get; private set; }

        public int Taken { get; private set; }

        public void Advance(int count)
        {
            _left = _left[count..];
            Length += count;
        }

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (_left.Length > 0 && _left.Length >= sizeHint) return _left;
            _left = new byte[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(sizeHint, BlockSize))];
            Taken += _left.Length;
            return _left;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
