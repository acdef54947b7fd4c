# Reference values of NeuroMlCellTest: the equations of channels.nml and soma.cell.nml as NeuroML defines them,
# written down independently and integrated by an adaptive method (scipy 1.17, rtol 1e-8).
import numpy as np
from scipy.integrate import solve_ivp
e=np.exp; area=np.pi*400; C=1e-2*area*1e-3 # uF/cm2*um2 -> nF: 1uF/cm2=0.01pF/um2
T=30
def lin(r,x): return r if abs(x)<1e-9 else r*x/(1-e(-x))
def gates(v,ca):
    sm=3**((T-24)/10.); am=lin(1,(v+40)/10); bm=4*e((v+65)/-18)
    ah=.07*e((v+65)/-20); bh=1/(1+e(-(v+35)/10)); an=lin(.1,(v+55)/10); bn=.125*e((v+65)/-80)
    ai=1/(1+e(-(v+60)/8.5)); at=.37+1/(e((v+35.8)/19.7)+e((v+79.7)/-12.7)) if -500<v<-63 else .5+1/(1+e((v+40)/20))
    ab=.05*e((v+75)/-12); bb=.2/(1+e(-(v+60)/9))
    as_=1.6/(1+e(-(v-5)/13.9)); bs=lin(.1,(v+8.9)/-5); si=1/(1+e(-(v+20)/6))
    x=ca*500; aq=x*x/(1+abs(x)); bq=.05*e((v+40)/-60)
    inf=[am/(am+bm),ah/(ah+bh),an/(an+bn),ai,ab/(ab+bb),si,aq/(aq+bq)]
    tau=[1/(am+bm)/sm,1/(ah+bh),1/(an+bn)/1.5,at,12,1/(as_+bs),1/(aq+bq)]
    return np.array(inf),np.array(tau)
R=8.31446261815324;F=96485.33212
rad=np.sqrt(area/4/np.pi); shell=4/3*np.pi*(rad**3-(rad-.5)**3)
def f(t,y):
    v,ca=y[0],y[1]; m,h,n,a,b,s,q=y[2:]
    inf,tau=gates(v,ca)
    eca=1e3*R*(T+273.15)/2/F*np.log(2/ca)
    ica=1e-3*s*s*(v-eca)
    i=3e-4*(v+62)+.12*m**3*h*(v-50)+.036*n**4*(v+77)+.01*a**4*b*(v+77)+.002*q*(v+77)+ica
    inj=.25 if 20<=t<120 else 0
    dv=(-i*1e3+inj*1e-3/(area*1e-8)*1.0) # uA/cm2 / uF -> mV/ms ; nA->uA
    dca=-ica*area*.01*1e6/(2*96485.3*shell)-(ca-1e-4)/80
    return np.concatenate([[dv,dca],(inf-np.array(y[2:]))/tau])
y0=np.concatenate([[-65,1e-4],gates(-65,1e-4)[0]])
t=np.arange(1,6001)*.025
sol=solve_ivp(f,(0,150),y0,t_eval=t,max_step=.05,rtol=1e-8,atol=1e-10)
v=sol.y[0]
import sys
if len(sys.argv)==1:
    for q in (5,10,17.5,20): print('at',q,v[int(q/.025)-1], sol.y[1][int(q/.025)-1])
    k=np.where((v[:-1]<=0)&(v[1:]>0))[0]; print('spikes',[t[i]+.025*(0-v[i])/(v[i+1]-v[i]) for i in k], v[-1], sol.y[1].max())
