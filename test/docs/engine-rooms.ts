import { runProgram, type Run } from '../cli/run-comptage.ts'

/** A script of bash in a folder, on this machine; nobody who pastes a recipe has told bash to end with its first error. */
export function runBash(folder: string, script: string, path: string): Promise<Run> {
  return runProgram('timeout', ['-s', 'KILL', '90', 'bash', '-c', script], { cwd: folder, env: { PATH: path } })
}

/**
 * The same in namespaces of its own, after what starts the engine: whatever it starts ends with the script.
 *
 * @param start of bash; `$ROOM` is a folder for what it keeps
 */
export function runInRoom(folder: string, start: string, script: string, path: string): Promise<Run> {
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
  // No program of this room outlives its first process, which runs the script.
  return runProgram(
    'timeout',
    ['-s', 'KILL', '90', 'unshare', ...namespaces, 'bash', '-euc', `${OWN_RUN}\n${start}\nset +e\n${script}`],
    { cwd: folder, env: { PATH: path } },
  )
}

const OWN_RUN = `
mount -t tmpfs tmpfs /run
export ROOM=/run/room HOME=/run/room
mkdir -m 755 $ROOM
ip link set lo up
await() { for _ in $(seq 300); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done; echo "never: $*" >&2; return 1; }`

/** Two machines, web1 and web2, that ssh knows by these names; each has an empty /srv/comptage but for the configuration. */
export const TWO_HOSTS = `
mkdir /run/sshd
ssh-keygen -q -t ed25519 -N '' -f $ROOM/key
cat >$ROOM/sshd_config <<END
HostKey $ROOM/key
AuthorizedKeysFile $ROOM/key.pub
StrictModes no
UsePAM no
PermitRootLogin yes
PidFile none
SetEnv PATH=$PATH HOME=$HOME
END
number=0
for host in web1 web2; do
  number=$((number + 4))
  mkdir -p $ROOM/$host/comptage
  cp comptage.yaml $ROOM/$host/comptage
  ip netns add $host
  ip link add to-$host type veth peer name eth0 netns $host
  ip addr add 192.0.2.$((number + 1))/30 dev to-$host
  ip link set to-$host up
  ip -n $host addr add 192.0.2.$((number + 2))/30 dev eth0
  ip -n $host link set eth0 up
  ip netns exec $host bash -euc "mount --bind $ROOM/$host /srv; exec $(PATH=$PATH:/usr/sbin command -v sshd) -D -f $ROOM/sshd_config" &
  cat >>$ROOM/ssh_config <<END
Host $host
  HostName 192.0.2.$((number + 2))
  User root
  IdentityFile $ROOM/key
  StrictHostKeyChecking no
  UserKnownHostsFile /dev/null
  LogLevel ERROR
END
done
export PARALLEL_SSH="ssh -F $ROOM/ssh_config" RSYNC_RSH="ssh -F $ROOM/ssh_config"
for host in web1 web2; do await ssh -F $ROOM/ssh_config $host true; done`

/** A cluster of one node, this machine. What Slurm waits for in rounds it looks at each second. */
export const SLURM = `
PATH=$PATH:/usr/sbin:/sbin
# Of addresses that are loopback alone its names resolve to nothing.
ip link add node type veth
ip addr add 192.0.2.1/24 dev node
ip link set node up
mkdir -m 755 $ROOM/munge
(umask 077 && head -c 128 /dev/urandom >$ROOM/munge/key)
munged --foreground --force --num-threads=1 --key-file=$ROOM/munge/key --socket=$ROOM/munge/socket \\
  --pid-file=$ROOM/munge/pid --log-file=$ROOM/munge/log --seed-file=$ROOM/munge/seed >/dev/null 2>&1 &
export SLURM_CONF=$ROOM/slurm.conf
cat >$SLURM_CONF <<END
ClusterName=test
SlurmctldHost=localhost
AuthInfo=socket=$ROOM/munge/socket
SlurmUser=root
StateSaveLocation=$ROOM/state
SlurmdSpoolDir=$ROOM/spool
SlurmctldPidFile=$ROOM/slurmctld.pid
SlurmdPidFile=$ROOM/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SchedulerParameters=bf_interval=1,sched_interval=1
NodeName=localhost CPUs=2
PartitionName=all Nodes=ALL Default=YES
END
mkdir $ROOM/state $ROOM/spool
await test -S $ROOM/munge/socket
slurmctld -D >$ROOM/slurmctld.log 2>&1 &
slurmd -D >$ROOM/slurmd.log 2>&1 &
isIdle() { sinfo -h -o %T | grep -q idle; }
await isIdle`

/** Waits for the jobs of the script; what they said is in their files. */
export const ALL_JOBS_DONE = `
isQuiet() { [ -z "$(squeue -h)" ]; }
await isQuiet
cat slurm-*.out >&2`
